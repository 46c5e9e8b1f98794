import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../ctx.ts';
import { idList } from './selection.ts';

const facts = z.record(z.string(), z.unknown());
export type LastEvent = { changeId: string | null; before: z.output<typeof facts> };

/** The last thing that happened to each contact; that somebody read its data, or that messages went to and fro, is nothing. */
export async function readLastEvents(ctx: Ctx, ids: number[]): Promise<Map<number, LastEvent>> {
  const rows = await ctx.db.execute<{ id: string; changeId: string | null; before: unknown }>(sql`
    select target.id, last.change_id as "changeId", last.before
    from unnest(${idList(ids)}::bigint[]) as target (id)
    cross join lateral (
      select change_id, before from contact_events e
      where e.workspace_id = ${ctx.workspace.id} and e.contact_id = target.id 
        and e.kind not in ('contact.data_exported', 'contact.message_received', 'contact.message_sent')
      order by e.id desc limit 1
    ) as last`);
  return new Map(
    [...rows].map(({ id, changeId, before }) => [
      Number(id),
      { changeId, before: facts.parse(before ?? {}) },
    ]),
  );
}
