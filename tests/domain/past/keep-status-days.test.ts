import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { EMPTY_CONTACT_FILTER } from '#domain/contacts/filter.ts';
import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import { totalsAt } from '#domain/past/totals.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeOffice, type Office, walk } from '../reports/support.ts';

const { db, url } = useDatabase();
let office: Office;
beforeEach(async () => {
  office = await makeOffice(db());
});

const NOW = new Date('2026-03-05T12:00:00Z');

async function kept(): Promise<Record<string, Record<number, number>>> {
  const rows = await db().execute<{ day: string; status: number; total: number }>(sql`
    select to_char(day, 'YYYY-MM-DD') as day, status_id::int as status, total from status_days
    where workspace_id = ${office.id} order by day, status_id`);
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ day }) => day)].map(([day, all]) => [
      day,
      Object.fromEntries(all.map(({ status, total }) => [status, total])),
    ]),
  );
}

const marks = async () =>
  (await db().execute(sql`select 1 from status_day_marks where workspace_id = ${office.id}`)).length;
const wrong = async () =>
  (await verify(db())).map(({ check }) => check).filter((check) => check.startsWith('status_day'));

test('each day that is over is counted once, with who came and who left', async () => {
  const { novo, fechado } = office;
  await walk(office, [
    [novo, '2026-03-01T10:00:00Z'],
    [fechado, '2026-03-03T23:59:59.999Z'],
  ]);
  await walk(office, [[novo, '2026-03-02T00:00:00Z']]);
  await keepStatusDays(db(), NOW);
  const days = {
    '2026-03-01': { [novo]: 1 },
    '2026-03-02': { [novo]: 2 },
    '2026-03-03': { [novo]: 1, [fechado]: 1 },
    '2026-03-04': { [novo]: 1, [fechado]: 1 },
  };
  expect(await kept()).toEqual(days);
  expect(await keepStatusDays(db(), NOW)).toBe(0);
  expect(await kept()).toEqual(days);
  expect(await wrong()).toEqual([]);
});

test('a day is not counted before it has been over for an hour, and days missed are made up for', async () => {
  await walk(office, [[office.novo, '2026-03-01T10:00:00Z']]);
  await keepStatusDays(db(), new Date('2026-03-02T00:59:00Z'));
  expect(Object.keys(await kept())).toEqual([]);
  await keepStatusDays(db(), new Date('2026-03-02T01:01:00Z'));
  expect(Object.keys(await kept())).toEqual(['2026-03-01']);
  await keepStatusDays(db(), new Date('2026-03-09T01:01:00Z'));
  expect(Object.keys(await kept())).toHaveLength(8);
});

test('what is written later than that is heeded at once, and counted the next time', async () => {
  const { novo, admin } = office;
  await walk(office, [[novo, '2026-03-01T10:00:00Z']]);
  await keepStatusDays(db(), NOW);
  expect(await marks()).toBe(0);
  await walk(office, [[novo, '2026-03-02T10:00:00Z']]);
  expect(await marks()).toBeGreaterThan(0);
  const at = [new Date('2026-03-01T23:00:00Z'), new Date('2026-03-04T12:00:00Z')];
  const totals = async () =>
    (await totalsAt(admin, EMPTY_CONTACT_FILTER, at, NOW)).map((one) => one.get(novo));
  expect(await totals()).toEqual([1, 2]);
  expect(await wrong()).toEqual([]);
  await keepStatusDays(db(), NOW);
  expect(await marks()).toBe(0);
  expect((await kept())['2026-03-04']).toEqual({ [novo]: 2 });
  expect(await totals()).toEqual([1, 2]);
});

test.each([
  ['a later beginning', sql`since = '2026-03-03T10:00:00Z'`],
  ['an earlier end', sql`until = '2026-03-02T10:00:00Z'`],
])('history rewritten with %s is counted again', async (_, change) => {
  await walk(office, [[office.novo, '2026-03-01T10:00:00Z']]);
  await keepStatusDays(db(), NOW);
  await db().execute(sql`update status_stays set ${change} where workspace_id = ${office.id}`);
  expect(await wrong()).toEqual([]);
  await keepStatusDays(db(), NOW);
  expect(await wrong()).toEqual([]);
});

test('what a stay is about but where and when leaves no mark', async () => {
  await walk(office, [[office.novo, '2026-03-01T10:00:00Z']]);
  await keepStatusDays(db(), NOW);
  await db().execute(
    sql`update contacts set created_at = '2026-02-01T00:00:00Z' where workspace_id = ${office.id}`,
  );
  const id = await walk(office, [[office.novo, new Date().toISOString()]]);
  await deleteContact(office.admin, { id, version: 1 });
  expect(await marks()).toBe(0);
});

test('nothing is counted that somebody may still write who began before', async () => {
  const { openRaw } = await import('#db/client.ts');
  await walk(office, [[office.novo, new Date(Date.now() - 3 * 86_400_000).toISOString()]]);
  const client = openRaw(url(), { max: 1 });
  try {
    await client.begin(async (tx) => {
      // Has an id, so that it may write.
      await tx`select pg_current_xact_id()`;
      const later = new Date(Date.now() + 5 * 86_400_000);
      await keepStatusDays(db(), later);
      const days = Object.keys(await kept());
      expect(days).toHaveLength(3);
      expect(days.at(-1)).toBe(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    });
  } finally {
    await client.end();
  }
});

test('workspaces are counted each by itself, and two workers at once count once', async () => {
  const other = await makeOffice(db());
  await walk(office, [[office.novo, '2026-03-03T10:00:00Z']]);
  await walk(other, [[other.novo, '2026-03-04T10:00:00Z']]);
  await Promise.all([keepStatusDays(db(), NOW), keepStatusDays(db(), NOW)]);
  expect(await kept()).toEqual({ '2026-03-03': { [office.novo]: 1 }, '2026-03-04': { [office.novo]: 1 } });
});

test('a wrong day is found', async () => {
  await walk(office, [[office.novo, '2026-03-01T10:00:00Z']]);
  await keepStatusDays(db(), NOW);
  const ofThem = sql`workspace_id = ${office.id}`;
  await db().execute(sql`update status_days set total = 2 where ${ofThem} and day = '2026-03-03'`);
  expect(await wrong()).toEqual(['status_day_wrong']);
  await db().execute(sql`delete from status_days where ${ofThem} and day = '2026-03-03'`);
  expect(await wrong()).toEqual(['status_day_wrong']);
  await db().execute(sql`delete from status_days where ${ofThem}`);
  await keepStatusDays(db(), NOW);
  expect(await wrong()).toEqual([]);
});
