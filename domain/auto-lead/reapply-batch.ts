import { sql } from 'drizzle-orm';
import type { TouchKind } from '#db/whatsapp-values.ts';
import type { Ctx } from '../ctx.ts';
import { decideAnew } from './decide-anew.ts';
import { originNames } from './origin-names.ts';
import type { AutoLead, Ruling } from './types.ts';

/** A touch that the rules see otherwise today. */
export type Redecided = { touchId: number; contactId: number; fromId: number; ruling: Ruling };

/** A contact whose own origin follows. */
export type Follower = { contactId: number; fromId: number; toId: number };

export type Span = { nextId: number; lastId: number };

/** At most so many of the newest touches are looked at: what the preview has shown is what is done. */
const TOUCHES_MAX = 100_000;

type Row = Record<'id' | 'contactId' | 'originId', string> & { kind: TouchKind; evidence: unknown };

/** The ids between which the touches stand that are looked at; null: there are none. For siblings. */
export async function spanOf({ db, workspace }: Ctx): Promise<(Span & { isPartial: boolean }) | null> {
  const [row] = await db.execute<{ first: string | null; last: string | null; total: number }>(sql`
    select min(id) as first, max(id) as last, count(*)::int as total from (
      select id from touches where workspace_id = ${workspace.id} order by id desc limit ${TOUCHES_MAX + 1}
    ) as newest`);
  if (!row?.last) return null;
  const isPartial = row.total > TOUCHES_MAX;
  return { nextId: Number(row.first) + (isPartial ? 1 : 0), lastId: Number(row.last), isPartial };
}

/**
 * The touches from `nextId` on that still stand, at most `limit`, as the rules see them today; `nextId` of what comes back is where to go on,
 * null at the end. For siblings.
 */
export async function redecide(
  ctx: Ctx,
  autoLead: AutoLead,
  { nextId, lastId }: Span,
  limit: number,
): Promise<{ redecided: Redecided[]; seen: number; nextId: number | null }> {
  const rows = await ctx.db.execute<Row>(sql`
    select t.id, t.contact_id as "contactId", t.origin_id as "originId", t.kind, t.evidence
    from touches t
    where t.workspace_id = ${ctx.workspace.id} and t.id >= ${nextId} and t.id <= ${lastId}
      and not exists (select from touches later where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
    order by t.id limit ${limit}`);
  const names = await originNames(ctx);
  const redecided = rows.flatMap(({ id, contactId, originId, kind, evidence }): Redecided[] => {
    const from = names(Number(originId)).originId;
    const ruling = decideAnew({ kind, originId: from, evidence }, autoLead);
    return ruling ? [{ touchId: Number(id), contactId: Number(contactId), fromId: from, ruling }] : [];
  });
  const last = rows.at(-1);
  return {
    redecided,
    seen: rows.length,
    nextId: last && rows.length === limit ? Number(last.id) + 1 : null,
  };
}

/**
 * Those contacts among some redecided touches whose own origin follows: it came with the contact from this very touch (the first that they
 * have), and nobody has changed it since but messages, a merge of origins or the rules themselves. A minute's grace is for clocks that differ. Asked
 * contact by contact (`limit 1`): joins would read all touches for a few. For siblings.
 */
export async function followersOf(ctx: Ctx, redecided: Redecided[]): Promise<Follower[]> {
  if (redecided.length === 0) return [];
  const column = (values: number[]) => sql`${sql.param(values)}::bigint[]`;
  const rows = await ctx.db.execute<Record<keyof Follower, string>>(sql`
    select c.id as "contactId", c.origin_id as "fromId", changed.to_id as "toId"
    from unnest(${column(redecided.map(({ touchId }) => touchId))}, ${column(redecided.map(({ contactId }) => contactId))},
      ${column(redecided.map(({ fromId }) => fromId))}, ${column(redecided.map(({ ruling }) => ruling.originId))})
      as changed (touch_id, contact_id, from_id, to_id)
    join contacts c on c.workspace_id = ${ctx.workspace.id} and c.id = changed.contact_id and c.origin_id = changed.from_id
    join touches t on t.workspace_id = c.workspace_id and t.id = changed.touch_id and t.at <= c.created_at + interval '1 minute'
    where t.id = (
        select own.id from touches own
        where own.workspace_id = c.workspace_id and own.contact_id = c.id
          and not exists (
            select from touches later where later.workspace_id = own.workspace_id and later.supersedes_id = own.id)
        order by own.at, own.kind = 'default', coalesce(own.supersedes_id, own.id) limit 1)
      and (
        select e.id from contact_events e
        where e.workspace_id = c.workspace_id and e.contact_id = c.id and e.kind = 'contact.origin_changed' and e.actor_kind <> 'webhook'
          and not exists (select from origin_merges m where m.workspace_id = e.workspace_id and m.change_id = e.change_id)
          and not exists (select from reapplications r where r.workspace_id = e.workspace_id and r.change_id = e.change_id)
        limit 1) is null
    order by c.id`);
  return rows.map(({ contactId, fromId, toId }) => ({
    contactId: Number(contactId),
    fromId: Number(fromId),
    toId: Number(toId),
  }));
}
