import { type SQL, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { contacts } from '#db/schema/contacts.ts';
import { log } from '#lib/log.ts';
import { EMPTY_CONTACT_FILTER } from '../contacts/filter.ts';
import { type ResolvedFilter, resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { productCtx } from './product-ctx.ts';
import { readAutomations } from './read-automations.ts';
import { type Band, changeOf, type Seen, toSeen } from './watch-rules.ts';

/** Somebody joined or left a segment that is watched. */
export type SegmentMove = { contactId: number; segmentId: number; is: 'segment_joined' | 'segment_left' };

/**
 * Holds contacts that changed against the segments that are watched, and writes down who is in which now. Returns who joined and left. A segment that nobody
 * has looked at yet is left out: whoever is in it when that is done was in it before. For the matcher.
 */
export async function noteSegmentMoves(ctx: Ctx, contactIds: number[]): Promise<SegmentMove[]> {
  if (contactIds.length === 0) return [];
  // Not while all of a segment is looked at anew.
  const watched = await ctx.db.execute<{ segment_id: string }>(sql`
    select segment_id from watched_segments
    where workspace_id = ${ctx.workspace.id} and seen is not null order by segment_id for share`);
  const moves: SegmentMove[] = [];
  const among = sql`${contacts.id} = any(${sql.param(contactIds)}::bigint[])`;
  for (const row of watched) {
    const segmentId = Number(row.segment_id);
    const filter = await filterOf(ctx, segmentId);
    moves.push(
      ...(await compare(ctx, segmentId, filter, {
        now: among,
        before: sql`w.contact_id = any(${sql.param(contactIds)}::bigint[])`,
      })),
    );
  }
  return moves;
}

function filterOf(ctx: Ctx, segmentId: number, now = new Date()): Promise<ResolvedFilter> {
  return resolveFilter(ctx, { ...EMPTY_CONTACT_FILTER, segmentId }, now);
}

/** Brings the list of who is in a segment up to date among some contacts, and says who joined and left. */
async function compare(
  ctx: Ctx,
  segmentId: number,
  filter: ResolvedFilter,
  among: { now: SQL; before: SQL },
): Promise<SegmentMove[]> {
  const w = ctx.workspace.id;
  const rows = await ctx.db.execute<{ id: string; joined: boolean }>(sql`
    with inside as materialized (
      select ${contacts.id} as id from ${contacts} where ${contactFilterWhere(ctx, filter)} and ${among.now}
    ), joined as (
      insert into segment_watch (workspace_id, segment_id, contact_id)
      select ${w}, ${segmentId}, id from inside order by id
      on conflict do nothing returning contact_id
    ), gone as (
      delete from segment_watch w
      where w.workspace_id = ${w} and w.segment_id = ${segmentId} and ${among.before}
        and not exists (select from inside where inside.id = w.contact_id)
      returning w.contact_id
    )
    select contact_id as id, true as joined from joined union all select contact_id, false from gone`);
  return [...rows].map(({ id, joined }) => ({
    contactId: Number(id),
    segmentId,
    is: joined ? ('segment_joined' as const) : ('segment_left' as const),
  }));
}

/**
 * Looks at the watched segments that a new day, a new filter or a new watcher may have changed. Who joined or left because time went on goes before the
 * matcher; where the filter itself changed, who is in it is only written down. `onlyNew`: those that nobody has looked at yet.
 */
export async function lookAtSegments(db: Db, { onlyNew }: { onlyNew: boolean }): Promise<void> {
  const rows = await db.execute<{ workspace_id: string; segment_id: string }>(sql`
    select workspace_id, segment_id from watched_segments where ${onlyNew ? sql`seen is null` : sql`true`}
    order by workspace_id, segment_id`);
  for (const row of rows) {
    try {
      const ctx = await productCtx(db, Number(row.workspace_id));
      await lookAtSegment(ctx, Number(row.segment_id));
    } catch (error) {
      log.error({ segment: row.segment_id, error }, 'a segment could not be looked at');
    }
  }
}

async function lookAtSegment(ctx: Ctx, segmentId: number): Promise<void> {
  const [watched] = await ctx.db.execute<{ query: string; seen: Seen | null }>(sql`
    select s.query, w.seen from watched_segments w
    join segments s on s.workspace_id = w.workspace_id and s.id = w.segment_id
    where w.workspace_id = ${ctx.workspace.id} and w.segment_id = ${segmentId}`);
  if (!watched) return;
  const filter = await filterOf(ctx, segmentId);
  const seen = toSeen(watched.query, filter.segment);
  if (changeOf(watched.seen, seen).is === 'none') return;
  await inTransaction(ctx, async (tx) => {
    const [locked] = await tx.db.execute<{ seen: Seen | null }>(sql`
      select seen from watched_segments where workspace_id = ${tx.workspace.id} and segment_id = ${segmentId}
      for update skip locked`);
    if (!locked) return;
    const change = changeOf(locked.seen, seen);
    if (change.is === 'none') return;
    if (change.is === 'time') {
      const ids = await idsInBands(tx, change.bands);
      const before = sql`w.contact_id = any(${sql.param(ids)}::bigint[])`;
      const among = { now: sql`${contacts.id} = any(${sql.param(ids)}::bigint[])`, before };
      await putMoves(tx, await compare(tx, segmentId, filter, among));
    } else await rebuild(tx, segmentId, filter);
    await tx.db.execute(sql`
      update watched_segments set seen = ${JSON.stringify(seen)}::jsonb
      where workspace_id = ${tx.workspace.id} and segment_id = ${segmentId}`);
  });
}

/** Whoever is in it now was in it before; those whose own change is on its way to the matcher are left for it. */
async function rebuild(ctx: Ctx, segmentId: number, filter: ResolvedFilter): Promise<void> {
  const w = ctx.workspace.id;
  const isPending = (id: SQL) => sql`exists (
    select from automation_inbox i where i.workspace_id = ${w} and i.contact_id = ${id} and i.what = 'event')`;
  await ctx.db.execute(sql`
    with inside as materialized (
      select ${contacts.id} as id from ${contacts} where ${contactFilterWhere(ctx, filter)}
    ), joined as (
      insert into segment_watch (workspace_id, segment_id, contact_id)
      select ${w}, ${segmentId}, id from inside where not ${isPending(sql`id`)} order by id
      on conflict do nothing
    )
    delete from segment_watch w
    where w.workspace_id = ${w} and w.segment_id = ${segmentId}
      and not exists (select from inside where inside.id = w.contact_id)
      and not ${isPending(sql`w.contact_id`)}`);
}

/** The contacts whose dates lie where a boundary has moved: nobody else can have joined or left by time. */
async function idsInBands(ctx: Ctx, bands: Band[]): Promise<number[]> {
  const w = ctx.workspace.id;
  const found = new Set<number>();
  for (const band of bands) {
    const rows = await ctx.db.execute<{ id: string }>(
      band.kind === 'field'
        ? sql`select contact_id as id from field_values
            where workspace_id = ${w} and field_id = ${band.fieldId} and date >= ${band.from}::date and date <= ${band.to}::date`
        : sql`select ${contacts.id} as id from ${contacts}
            where ${contacts.workspaceId} = ${w} and ${contacts[band.column]} >= ${band.from}::timestamptz
              and ${contacts[band.column]} <= ${band.to}::timestamptz ${band.column === 'statusSince' ? sql`and ${contacts.statusId} = any(array(select id from statuses where workspace_id = ${w}))` : sql``}`,
    );
    for (const { id } of rows) found.add(Number(id));
  }
  return [...found];
}

async function putMoves(ctx: Ctx, moves: SegmentMove[]): Promise<void> {
  if (moves.length === 0) return;
  const automations = await readAutomations(ctx);
  for (const { id, definition } of automations) {
    const { trigger } = definition;
    if (trigger.kind !== 'segment_joined' && trigger.kind !== 'segment_left') continue;
    const ids = moves
      .filter(({ segmentId, is }) => segmentId === trigger.segmentId && is === trigger.kind)
      .map(({ contactId }) => contactId);
    await ctx.db.execute(sql`
      insert into automation_inbox (workspace_id, what, source, contact_id, automation_id, facts)
      select ${ctx.workspace.id}, 'clock', ${`${trigger.kind}:${trigger.segmentId}:`}::text || id || ':' || ${String(Date.now())}::text, id, ${id},
        jsonb_build_object('kind', ${trigger.kind}::text)
      from unnest(${sql.param(ids)}::bigint[]) as id`);
  }
}
