import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { addDays } from '../reports/period.ts';
import { earlierDay } from './moment-rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Counts how many contacts stood in each status at the end of each day (of UTC) that has not been counted yet, in every workspace, and again
 * the days that somebody wrote to later; returns how many days. A day is ripe when it has been over for an hour and nobody still writes who began
 * before its end: later writers leave marks (migration 0020). The system's own doing, so no event.
 */
export async function keepStatusDays(db: Db, now = new Date()): Promise<number> {
  const workspaces = await db.execute<{ id: string }>(sql`select id from workspaces order by id`);
  let days = 0;
  for (const { id } of workspaces) days += await db.transaction((tx) => keepDaysOf(tx, Number(id), now));
  return days;
}

async function keepDaysOf(tx: Tx, workspaceId: number, now: Date): Promise<number> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('status-days', ${workspaceId}::bigint))`,
  );
  const ripe = await ripeUntil(tx, now);
  const last = await dropDoubtful(tx, workspaceId);
  const first = last ? addDays(last, 1) : await firstDay(tx, workspaceId);
  const until = new Date(ripe.getTime() - DAY).toISOString().slice(0, 10);
  return first === null || first > until ? 0 : countDays(tx, workspaceId, { first, until });
}

/** The latest midnight of UTC before which nothing more is written without leaving a mark. */
async function ripeUntil(tx: Tx, now: Date): Promise<Date> {
  const [row] = await tx.execute<{ began: Date | string | null }>(sql`
    select min(xact_start) as began from pg_stat_activity
    where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()`);
  const oldestWriter = row?.began ? new Date(row.began).getTime() : Number.POSITIVE_INFINITY;
  const ripe = Math.min(now.getTime() - HOUR, oldestWriter);
  return new Date(ripe - (ripe % DAY));
}

/** Forgets the days that marks tell of and those marks; returns the last day that stays. Marks set meanwhile wait for the next time. */
async function dropDoubtful(tx: Tx, workspaceId: number): Promise<string | null> {
  const marks = await tx.execute<{ id: string; day: string }>(sql`
    select id, to_char(since at time zone 'UTC', 'YYYY-MM-DD') as day from status_day_marks where workspace_id = ${workspaceId}`);
  if (marks.length > 0) {
    const from = marks.map(({ day }) => day).reduce(earlierDay);
    await tx.execute(
      sql`delete from status_days where workspace_id = ${workspaceId} and day >= ${from}::date`,
    );
    await tx.execute(sql`
      delete from status_day_marks where workspace_id = ${workspaceId}
        and id = any(${`{${marks.map(({ id }) => id).join(',')}}`}::bigint[])`);
  }
  const [row] = await tx.execute<{ day: string | null }>(sql`
    select to_char(max(day), 'YYYY-MM-DD') as day from status_days where workspace_id = ${workspaceId}`);
  return row?.day ?? null;
}

async function firstDay(tx: Tx, workspaceId: number): Promise<string | null> {
  const [row] = await tx.execute<{ day: string | null }>(sql`
    select to_char(min(since) at time zone 'UTC', 'YYYY-MM-DD') as day from status_stays where workspace_id = ${workspaceId}`);
  return row?.day ?? null;
}

/** Each day is the one before it, and who came, without who left. Reads only the stays of those days, in the order of their indexes. */
async function countDays(
  tx: Tx,
  workspaceId: number,
  { first, until }: { first: string; until: string },
): Promise<number> {
  const from = sql`${`${first}T00:00:00Z`}::timestamptz`;
  const to = sql`${`${addDays(until, 1)}T00:00:00Z`}::timestamptz`;
  await tx.execute(sql`
    with days as (
      select day::date from generate_series(${first}::date::timestamp, ${until}::date::timestamp, interval '1 day') as day
    ), base as (
      select status_id, total from status_days where workspace_id = ${workspaceId} and day = ${first}::date - 1
    ), came as (
      select status_id, (since at time zone 'UTC')::date as day, count(*) as contacts from status_stays
      where workspace_id = ${workspaceId} and since >= ${from} and since < ${to} group by 1, 2
    ), went as (
      select k.id as status_id, gone.day, gone.contacts from statuses k cross join lateral (
        select (until at time zone 'UTC')::date as day, count(*) as contacts from status_stays s
        where s.workspace_id = ${workspaceId} and s.status_id = k.id and until is not null and until >= ${from} and until < ${to}
        group by 1
      ) as gone
      where k.workspace_id = ${workspaceId}
    ), known as (
      select status_id, '-infinity'::date as since from base union all select status_id, min(day) from came group by status_id
    ), grid as (
      select days.day, k.status_id from (select status_id, min(since) as since from known group by status_id) k
      join days on days.day >= k.since
    )
    insert into status_days (workspace_id, day, status_id, total)
    select ${workspaceId}, day, status_id, coalesce(base.total, 0)
      + sum(coalesce(came.contacts, 0) - coalesce(went.contacts, 0)) over (partition by status_id order by day)
    from grid left join base using (status_id) left join came using (day, status_id) left join went using (day, status_id)`);
  return Math.round((Date.parse(until) - Date.parse(first)) / DAY) + 1;
}
