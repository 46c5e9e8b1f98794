import { sql } from 'drizzle-orm';
import type { HeldStay, HeldTouch } from '../contacts/past-rules.ts';
import type { Ctx } from '../ctx.ts';

/** An instant as milliseconds. For siblings. */
export const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

/** Where contacts stood, the earliest first. For siblings. */
export async function readStays(ctx: Ctx, list: string): Promise<Map<number, HeldStay[]>> {
  const rows = await ctx.db.execute<{
    contactId: string;
    statusId: string;
    fromStatusId: string | null;
    since: number;
    until: number | null;
    movedBy: string | null;
  }>(sql`
    select contact_id as "contactId", status_id as "statusId", from_status_id as "fromStatusId", ${ms('since')} as since,
      ${ms('until')} as until, moved_by as "movedBy"
    from status_stays where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[]) order by event_id`);
  return byContact(rows, ({ statusId, fromStatusId, since, until, movedBy }) => ({
    statusId: Number(statusId),
    fromStatusId: fromStatusId === null ? null : Number(fromStatusId),
    since,
    until,
    movedBy: movedBy === null ? null : Number(movedBy),
  }));
}

/** The touches of contacts that count, the earliest first. For siblings. */
export async function readTouches(ctx: Ctx, list: string): Promise<Map<number, HeldTouch[]>> {
  const rows = await ctx.db.execute<{
    contactId: string;
    originId: string;
    at: number;
    code: string | null;
    ad: string | null;
  }>(sql`
    select t.contact_id as "contactId", t.origin_id as "originId", ${ms('t.at')} as at, k.code,
      case when t.link_id is null then t.evidence -> 'referral' ->> 'sourceId' end as ad
    from touches t left join tracked_links k on k.workspace_id = t.workspace_id and k.id = t.link_id
    where t.workspace_id = ${ctx.workspace.id} and t.contact_id = any(${list}::bigint[])
      and not exists (select from touches later where later.workspace_id = t.workspace_id and later.supersedes_id = t.id)
    order by t.at, t.id`);
  return byContact(rows, ({ originId, at, code, ad }) => ({
    ...{ originId: Number(originId), at },
    campaign: code ? { kind: 'link' as const, key: code } : ad ? { kind: 'ad' as const, key: ad } : null,
  }));
}

/** Rows by their contact, in their order. For siblings. */
export function byContact<Row extends { contactId: string }, Item>(
  rows: Iterable<Row>,
  toItem: (row: Row) => Item,
): Map<number, Item[]> {
  const found = new Map<number, Item[]>();
  for (const row of rows) {
    const id = Number(row.contactId);
    const known = found.get(id);
    if (known) known.push(toItem(row));
    else found.set(id, [toItem(row)]);
  }
  return found;
}
