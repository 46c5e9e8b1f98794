import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';

/** One person: every contact that they are or were (by merges that stand), and the name they go by. */
export type Person = { ids: number[]; name: string };

/** `ids` as a value of PostgreSQL's type bigint[]. */
export function idList(ids: readonly number[]): string {
  return `{${ids.join(',')}}`;
}

/**
 * The person that contact `id` is: in the list, in the trash, or merged into another contact. Everybody whom a merge made one with it belongs
 * to it.
 * @throws `not_found`: never there, or erased.
 */
export async function findPerson(ctx: Ctx, id: number): Promise<Person> {
  const workspaceId = ctx.workspace.id;
  const rows = await ctx.db.execute<{ id: string; name: string | null; rank: number }>(sql`
    with recursive person (id) as (
      select ${id}::bigint
      union
      select joined.id from person cross join lateral (
        select into_id as id from contact_merges
        where workspace_id = ${workspaceId} and from_id = person.id and split_at is null
        union all
        select from_id from contact_merges
        where workspace_id = ${workspaceId} and into_id = person.id and split_at is null
      ) as joined
    )
    select person.id, held.name, held.rank
    from person
    left join lateral (
      select c.name, 1 as rank from contacts c where c.workspace_id = ${workspaceId} and c.id = person.id
      union all
      select trim(concat_ws(' ', t.contact ->> 'first_name', t.contact ->> 'last_name')), 2 from contact_trash t
      where t.workspace_id = ${workspaceId} and t.contact_id = person.id
    ) as held on true
    order by held.rank nulls last, person.id`);
  const [named] = rows;
  if (!named || named.name === null) throw notFound();
  return { ids: rows.map((row) => Number(row.id)), name: named.name };
}
