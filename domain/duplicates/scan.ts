import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { LIVE_CHANNEL, type LiveUpdate } from '../events.ts';
import { BLOCKS } from './blocks.ts';
import { compareOne } from './compare-one.ts';
import { passBlock } from './pass.ts';

/** After this many events it is cheaper to compare everybody with everybody. */
const CHANGED_MAX = 500;
/** While a flood lasts (an import), no more often than this. */
const PASS_PAUSE_MINUTES = 15;
const EVENTS_AT_ONCE = 500;
const PASS_EVERY_DAYS = 7;

const TELLING = sql`('contact.created', 'contact.updated', 'contact.restored', 'contact.deleted', 'contact.merged',
  'contact.split', 'contact.identity_moved')`;

type Scan = { workspaceId: number; seenEventId: number; passBlock: number | null; passBeganAt: Date | null };

/**
 * Looks for contacts that may be one person, in all workspaces: those that changed since the last time against all others; everybody against
 * everybody at first, after a flood of changes, and every 7 days. Cut short, it goes on where it was. Returns how many contacts were compared
 * and how many kinds of likeness a full pass went through. `changedMax` is for tests.
 */
export async function findDuplicatePairs(
  db: Db,
  changedMax = CHANGED_MAX,
): Promise<{ compared: number; blocks: number }> {
  const done = { compared: 0, blocks: 0 };
  for (const scan of await findWork(db, changedMax)) {
    if (scan.passBlock === null) done.compared += await followEvents(db, scan);
    else done.blocks += await goThrough(db, scan);
  }
  return done;
}

/** The workspaces where there is something to do. A full pass that is due is begun. */
async function findWork(db: Db, changedMax: number): Promise<Scan[]> {
  await db.execute(sql`
    insert into duplicate_scans as s (workspace_id, seen_event_id, pass_block, pass_event_id, pass_began_at)
    select w.id, coalesce(seen.seen_event_id, 0), 0, (select coalesce(max(id), 0) from contact_events e where e.workspace_id = w.id), now()
    from workspaces w
    left join duplicate_scans seen on seen.workspace_id = w.id
    where seen.workspace_id is null
      or seen.pass_block is null and (
        seen.passed_at < now() - ${`${PASS_EVERY_DAYS} days`}::interval
        or seen.passed_at < now() - ${`${PASS_PAUSE_MINUTES} minutes`}::interval and ${isFlooded(sql`seen`, changedMax)})
    on conflict (workspace_id) do update
    set pass_block = excluded.pass_block, pass_event_id = excluded.pass_event_id, pass_began_at = excluded.pass_began_at`);
  const rows = await db.execute<
    Record<'workspaceId' | 'seenEventId', string> & { passBlock: number | null; passBeganAt: string | null }
  >(sql`
    select workspace_id as "workspaceId", seen_event_id as "seenEventId", pass_block as "passBlock", pass_began_at as "passBeganAt"
    from duplicate_scans s
    where pass_block is not null
      or exists (select from contact_events e where e.workspace_id = s.workspace_id and e.id > s.seen_event_id)
        and not ${isFlooded(sql`s`, changedMax)}
    order by workspace_id`);
  return rows.map((row) => ({
    ...row,
    workspaceId: Number(row.workspaceId),
    seenEventId: Number(row.seenEventId),
    passBeganAt: row.passBeganAt === null ? null : new Date(row.passBeganAt),
  }));
}

/** Whether more has happened since the scan `seen` than is worth following one by one. */
function isFlooded(seen: SQL, changedMax: number): SQL {
  return sql`(
    select count(*) from (
      select from contact_events e
      where e.workspace_id = ${seen}.workspace_id and e.id > ${seen}.seen_event_id and e.kind in ${TELLING}
      limit ${changedMax + 1}) as changed) > ${changedMax}`;
}

async function followEvents(db: Db, { workspaceId, seenEventId }: Scan): Promise<number> {
  let seen = seenEventId;
  let compared = 0;
  for (;;) {
    const events = await db.execute<{ id: string; contactId: string | null }>(sql`
      select id, case when kind in ${TELLING} then contact_id end as "contactId" from contact_events
      where workspace_id = ${workspaceId} and id > ${seen} order by id limit ${EVENTS_AT_ONCE}`);
    const last = events.at(-1);
    if (!last) return compared;
    const ids = new Set(events.flatMap(({ contactId }) => (contactId === null ? [] : Number(contactId))));
    let isAnyPair = false;
    for (const id of ids) isAnyPair = (await compareOne(db, workspaceId, id)) || isAnyPair;
    compared += ids.size;
    seen = Number(last.id);
    await db.execute(
      sql`update duplicate_scans set seen_event_id = ${seen} where workspace_id = ${workspaceId}`,
    );
    if (isAnyPair) await announce(db, workspaceId);
  }
}

async function goThrough(db: Db, { workspaceId, passBlock: next, passBeganAt }: Scan): Promise<number> {
  const since = passBeganAt ?? new Date();
  for (let at = next ?? 0; at < BLOCKS.length; at++) {
    await passBlock(db, { workspaceId, since }, at);
    await announce(db, workspaceId);
  }
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      delete from duplicate_pairs
      where workspace_id = ${workspaceId} and dismissed_at is null and found_at < ${since.toISOString()}`);
    await tx.execute(sql`
      update duplicate_scans
      set seen_event_id = coalesce(pass_event_id, seen_event_id), pass_block = null, pass_event_id = null, pass_began_at = null, passed_at = now()
      where workspace_id = ${workspaceId}`);
  });
  await announce(db, workspaceId);
  return BLOCKS.length - (next ?? 0);
}

async function announce(db: Db, workspaceId: number): Promise<void> {
  const update: LiveUpdate = { workspaceId, subject: 'duplicate', ids: null };
  await db.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(update)})`);
}
