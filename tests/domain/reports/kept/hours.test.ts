import { eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reportDays, reportHours } from '#db/schema/report-days.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { keepReportDays } from '#domain/reports/kept/keep.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../../support/connect.ts';
import { makeReportWorld, type ReportWorld } from '../../../support/report-world.ts';
import { countReports, readReports } from './support.ts';

const { db } = useDatabase();
let world: ReportWorld;
/** In the afternoon of the day on which clocks in New York go forward: it began at five (UTC). */
const NOW = new Date('2024-03-10T20:30:00Z');
const TODAY = '2024-03-10';
const PERIODS = [
  { from: '2024-02-01', to: TODAY },
  { from: '2024-03-08', to: TODAY },
  { from: TODAY, to: TODAY },
];
beforeAll(async () => {
  world = await makeReportWorld(db());
  await db()
    .update(workspaces)
    .set({ timeZone: 'America/New_York' })
    .where(eq(workspaces.id, world.workspace.id));
});

const keep = (now = NOW) => keepReportDays(db(), new Date(Date.now() + 60_000), now);
const read = (now = NOW) => readReports(world.admin, PERIODS, now);
const count = (now = NOW) => countReports(world.admin, PERIODS, now);

async function hoursKept() {
  const rows = await db()
    .selectDistinct({ start: reportHours.start })
    .from(reportHours)
    .where(eq(reportHours.workspaceId, world.workspace.id));
  return rows.map(({ start }) => start.toISOString().slice(0, 13)).toSorted();
}

test('hours of today that are over are kept, and reports add them up with its last one', async () => {
  await keep();
  const hours = await hoursKept();
  expect([hours.length, hours[0], hours.at(-1)]).toEqual([15, '2024-03-10T05', '2024-03-10T19']);
  const told = await count();
  expect(await read()).toEqual(told);
  const undone = db().transaction(async (tx) => {
    await tx.update(reportHours).set({ part: {} });
    expect(await readReports({ ...world.admin, db: tx }, PERIODS, NOW)).not.toEqual(told);
    tx.rollback();
  });
  await expect(undone).rejects.toThrow('Rollback');
});

test('an hour later there is one more, and nothing else is counted anew', async () => {
  await db()
    .update(reportHours)
    .set({ part: { kept: [] } })
    .where(eq(reportHours.start, new Date('2024-03-10T06:00:00Z')));
  const later = new Date('2024-03-10T21:30:00Z');
  await keep(later);
  expect((await hoursKept()).length).toBe(16);
  const [old] = await db()
    .select({ part: reportHours.part })
    .from(reportHours)
    .where(eq(reportHours.start, new Date('2024-03-10T06:00:00Z')));
  expect(old?.part).toEqual({ kept: [] });
  await db().delete(reportHours);
});

test('who moved today and takes part no more is counted no more, at once and when the hours were counted anew', async () => {
  await keep();
  const [moved] = await db().execute<{ id: number; version: number }>(sql`
    select c.id::int, c.version from contacts c join status_stays s on s.workspace_id = c.workspace_id and s.contact_id = c.id
    where c.workspace_id = ${world.workspace.id} and c.is_active and s.from_status_id is not null
      and s.since >= '2024-03-10T05:00Z' and s.since < '2024-03-10T20:00Z' order by c.id limit 1`);
  if (!moved) throw new Error('nobody moved');
  const before = await read();
  await setContactActive(world.workspace.admin, { ...moved, isActive: false });
  const told = await count();
  expect(told).not.toEqual(before);
  expect(await read()).toEqual(told);
  await keep();
  expect(await read()).toEqual(told);
});

test('a status that goes begins all hours anew', async () => {
  const { contato, novo } = world.statuses;
  await retireStatus(world.workspace.admin, { id: contato, moveContactsTo: novo });
  const told = await count();
  expect(await read()).toEqual(told);
  await keep();
  expect(await read()).toEqual(told);
});

test('tomorrow they are a day, and on other clocks they are others', async () => {
  const tomorrow = new Date('2024-03-11T05:10:00Z');
  await keep(tomorrow);
  expect(await hoursKept()).toEqual(['2024-03-11T04']);
  const days = await db()
    .select()
    .from(reportDays)
    .where(sql`workspace_id = ${world.workspace.id} and day = ${TODAY}`);
  expect(days.length).toBeGreaterThan(5);
  expect(await read(tomorrow)).toEqual(await count(tomorrow));
  await db()
    .update(workspaces)
    .set({ timeZone: 'Asia/Kathmandu' })
    .where(eq(workspaces.id, world.workspace.id));
  await keep(tomorrow);
  expect((await hoursKept())[0]).toBe('2024-03-10T18');
});
