import { beforeEach, describe, expect, test } from 'vitest';
import { countContacts } from '#domain/contacts/count.ts';
import { parseContactFilter } from '#domain/contacts/filter.ts';
import { contactsHref, pastFilter } from '#domain/reports/about.ts';
import { readNow } from '#domain/reports/now.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeOffice, type Office, setUsual, storiesOf, walk } from './support.ts';

const { db } = useDatabase();
let office: Office;
const NOW = new Date('2026-03-18T15:00:00Z');
const usual = parseReportQuery({});

beforeEach(async () => {
  office = await makeOffice(db());
});

/** Three in two statuses, of two origins and owners, one inactive. */
async function fill() {
  const me = userIdOf(office.sales);
  await walk(office, [[office.novo, '2026-03-01T12:00:00Z']]);
  await walk(office, [[office.novo, '2026-03-17T12:00:00Z']], { originId: office.google, ownerId: me });
  await walk(
    office,
    [
      [office.novo, '2026-03-01T12:00:00Z'],
      [office.fechado, '2026-03-02T12:00:00Z'],
    ],
    { originId: office.google, ownerId: userIdOf(office.manager) },
  );
  await walk(office, [[office.novo, '2026-03-01T12:00:00Z']], { isActive: false });
}

test('an empty workspace', async () => {
  const report = await readNow(office.admin, usual, NOW);
  expect(report).toMatchObject({ total: 0, origins: [], owners: [], waiting: { count: 0, isMore: false } });
  expect(report.statuses.map(({ name, total, beyond }) => [name, total, beyond])).toEqual([
    ['Novo', 0, null],
    ['Contatado', 0, null],
    ['Fechado', 0, null],
  ]);
});

test('by status, origin and owner: as a slow count of the events says', async () => {
  await fill();
  const report = await readNow(office.admin, usual, NOW);
  const stand = (await storiesOf(office))
    .filter(({ contact }) => contact.isActive)
    .map(({ contact, events }) => {
      const last = events.at(-1)?.after as { statusId: number };
      return { statusId: last.statusId, originId: contact.originId, ownerId: contact.ownerId ?? 'none' };
    });
  expect(report.total).toBe(stand.length);
  expect(report.statuses.map(({ id, total }) => [id, total])).toEqual(
    [office.novo, office.contatado, office.fechado].map((id) => [
      id,
      stand.filter(({ statusId }) => statusId === id).length,
    ]),
  );
  for (const [rows, key] of [
    [report.origins, 'originId'],
    [report.owners, 'ownerId'],
  ] as const) {
    for (const row of rows) {
      const theirs = stand.filter((one) => one[key] === row.id);
      expect(row.total).toBe(theirs.length);
      for (const [statusId, total] of row.byStatus)
        expect(total).toBe(theirs.filter((one) => one.statusId === statusId).length);
    }
    expect(rows.reduce((sum, { total }) => sum + total, 0)).toBe(stand.length);
  }
  expect(report.owners.at(-1)).toMatchObject({ id: 'none', name: '' });
});

test('every figure is the number of contacts that its link lists', async () => {
  await fill();
  const { filter, origins, owners, statuses } = await readNow(office.admin, usual, NOW);
  const figures = [
    ...statuses.map(({ id, total }) => ({ total, href: contactsHref(filter, { statusIds: [id] }) })),
    ...origins.map(({ id, total }) => ({ total, href: contactsHref(filter, { originIds: [id] }) })),
    ...owners.map(({ id, total }) => ({ total, href: contactsHref(filter, { ownerIds: [id] }) })),
  ];
  expect(figures.length).toBe(8);
  for (const { total, href } of figures) {
    const params = Object.fromEntries(new URL(href, 'http://localhost').searchParams);
    expect(await countContacts(office.admin, parseContactFilter(params))).toEqual({ total, isExact: true });
  }
});

test('stuck: longer there than usual, to the moment; statuses that end the way are never', async () => {
  await fill();
  const seconds = (NOW.getTime() - Date.parse('2026-03-01T12:00:00Z')) / 1_000;
  await setUsual(office, office.novo, seconds - 1);
  await setUsual(office, office.fechado, 60);
  const beyond = async (query = usual) =>
    (await readNow(office.admin, query, NOW)).statuses.map((status) => status.beyond);
  expect(await beyond()).toEqual([1, null, null]);
  expect(await beyond(parseReportQuery({ origin: String(office.google) }))).toEqual([0, null, null]);
  const { filter } = await readNow(office.admin, usual, NOW);
  for (const asked of [`history.beyond:${office.novo}`, `any(history.beyond:${office.novo})`]) {
    const { searchParams } = new URL(contactsHref(filter, pastFilter(asked)), 'http://localhost');
    const listed = parseContactFilter(Object.fromEntries(searchParams));
    expect((await countContacts(office.admin, listed, NOW)).total).toBe(1);
  }
});

describe('who is counted', () => {
  test.each([
    [{ origin: 'google' }, 2],
    [{ owner: 'none' }, 1],
    [{ owner: 'me' }, 1],
    [{ owner: 'none,me' }, 2],
    [{ origin: 'google', owner: 'none' }, 0],
    [{ segment: '999999' }, 0],
    // Days do not narrow what stands now.
    [{ period: 'today' }, 3],
  ])('%j', async (params: Record<string, string>, total) => {
    await fill();
    const named = { ...params, ...(params.origin && { origin: String(office.google) }) };
    expect((await readNow(office.sales, parseReportQuery(named), NOW)).total).toBe(total);
  });

  test('confined sales staff: their own and nobody’s', async () => {
    office = await makeOffice(db(), { salesScope: 'own' });
    await fill();
    const report = await readNow(office.sales, usual, NOW);
    expect(report.total).toBe(2);
    expect(report.owners.map(({ id }) => id)).toEqual([userIdOf(office.sales), 'none']);
  });

  test('nobody of another workspace', async () => {
    await fill();
    const other = await makeOffice(db());
    const query = parseReportQuery({ origin: String(office.google) });
    expect((await readNow(other.admin, query, NOW)).total).toBe(0);
  });
});

test.each([
  [{}, '/inbox'],
  [{ owner: 'me' }, '/inbox?of=mine'],
  [{ owner: 'none' }, '/inbox?of=unassigned'],
  [{ owner: 'none,me' }, null],
  [{ origin: '1' }, null],
  [{ segment: '1' }, null],
])('waiting of %j opens %s', async (params: Record<string, string>, href) => {
  const { waiting } = await readNow(office.sales, parseReportQuery(params), NOW);
  expect(waiting).toEqual({ count: 0, isMore: false, href });
});
