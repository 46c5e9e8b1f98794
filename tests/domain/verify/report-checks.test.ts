import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { tasks } from '#db/schema/notices.ts';
import { findWrongReports } from '#domain/verify/report-checks.ts';
import { useDatabase } from '../../support/connect.ts';
import { lookAfter } from '../../support/damage.ts';
import { makeReportWorld, type ReportWorld } from '../../support/report-world.ts';

const { db } = useDatabase();
let world: ReportWorld;
beforeAll(async () => {
  world = await makeReportWorld(db());
  await addTask();
});

const NOW = new Date('2024-03-20T12:00:00Z');

/** One that is late for somebody who is in the list. */
async function addTask(): Promise<void> {
  const [person] = await db().execute<{ id: number }>(
    sql`select min(id)::int as id from contacts where is_active and owner_id is not null`,
  );
  const facts = { workspaceId: world.workspace.id, contactId: person?.id ?? 0, ownerId: null };
  await db()
    .insert(tasks)
    .values({ ...facts, title: 'Ligar', dueAt: new Date('2024-03-18T12:00:00Z') });
}

/** What is found to be wrong after some damage, which is taken back. */
function wrong(now: Date, ...damage: SQL[]): Promise<string[]> {
  return lookAfter(db(), damage, (tx) => findWrongReports(tx, () => expect.unreachable(), now));
}

/** The last one is when a status was retired, an origin merged, contacts deleted and merged. */
test.each([
  ['while they arrive', new Date('2024-03-12T12:00:00Z')],
  ['soon after', NOW],
  ['at the end of that year', new Date('2024-12-31T12:00:00Z')],
  ['now', new Date()],
])('pages and histories agree, %s', async (_, now) => {
  for (const zone of ['America/Sao_Paulo', 'America/New_York', 'Pacific/Apia'])
    expect(await wrong(now, sql`update workspaces set time_zone = ${zone}`), zone).toEqual([]);
});

describe('what a page tells wrong is found', () => {
  const someStay = (more: SQL) => sql`(workspace_id, contact_id, event_id) = (
    select s.workspace_id, s.contact_id, s.event_id from status_stays s join contacts c on c.id = s.contact_id
    where c.is_active and ${more} order by s.event_id limit 1)`;
  const stays = (change: SQL, which: SQL) => sql`update status_stays set ${change} where ${someStay(which)}`;

  test.each<[string, string[], () => SQL]>([
    [
      'a stay of another status',
      ['funnel', 'time', 'flow'],
      () =>
        stays(
          sql`status_id = ${world.statuses.perdido}`,
          sql`s.until is not null and s.from_status_id is not null
        and s.status_id = ${world.statuses.proposta} and s.since between '2024-02-25' and '2024-03-10'`,
        ),
    ],
    [
      'one that began before',
      ['funnel'],
      () =>
        sql`update status_stays set since = since - interval '1 hour' where is_first and from_status_id is not null`,
    ],
    [
      'one that ended before',
      ['time'],
      () => stays(sql`until = until - interval '2 days'`, sql`s.until between '2024-03-01' and '2024-03-15'`),
    ],
    [
      'a move by somebody else',
      ['team'],
      () =>
        stays(
          sql`moved_by = null`,
          sql`s.moved_by is not null and s.from_status_id is not null and s.since < '2024-03-15'`,
        ),
    ],
    [
      'a stay too few',
      ['funnel', 'time'],
      () => sql`delete from status_stays where ${someStay(sql`s.until < '2024-03-15'`)}`,
    ],
    ['tallies of another origin', ['now'], () => sql`update contact_tallies set total = total + 1`],
    [
      'somebody who wrote last when nobody did',
      ['team', 'origins'],
      () => sql`update contacts set last_message_at = null`,
    ],
    [
      'a conversation of somebody who is not counted',
      ['now'],
      () => sql`update conversations set waiting_since = now(), owner_id = null`,
    ],
  ])('%s', async (_, reports, damage) => {
    const found = await wrong(NOW, damage());
    for (const report of reports) expect(found.filter((what) => what.includes(`/${report}`))).not.toEqual([]);
  });

  test('nothing of it stays', async () => {
    expect(await wrong(NOW)).toEqual([]);
  });
});
