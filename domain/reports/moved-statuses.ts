import { type SQL, sql } from 'drizzle-orm';
import { survivorsOf } from '../contacts/survivor-rules.ts';
import type { Ctx } from '../ctx.ts';
import type { MovedStatuses } from './moved-rules.ts';
import type { Names } from './scope.ts';

type Row = { id: number; isRetired: boolean; mergedIntoId: number | null };

/** Which retired statuses count as those that their contacts went to when they were retired, over as many times as there were; none by the names of then. */
export async function readMovedStatuses(ctx: Ctx, names: Names): Promise<MovedStatuses> {
  if (names === 'then') return new Map();
  const w = ctx.workspace.id;
  const rows = await ctx.db.execute<Row>(sql`
    select s.id::int, s.retired_at is not null as "isRetired", case when s.retired_at is not null then (
      select (e.after ->> 'movedTo')::int from workspace_events e
      where e.workspace_id = ${w} and e.subject_kind = 'status' and e.subject_id = s.id and e.kind = 'status.retired'
      order by e.id desc limit 1) end as "mergedIntoId"
    from statuses s where s.workspace_id = ${w}`);
  const live = new Set(rows.filter(({ isRetired }) => !isRetired).map(({ id }) => id));
  return new Map([...survivorsOf(rows)].filter(([id, survivor]) => id !== survivor && live.has(survivor)));
}

/** A column of statuses as what each counts as. */
export function countedAs(moved: MovedStatuses, column: SQL): SQL {
  if (moved.size === 0) return column;
  const cases = [...moved].map(([from, to]) => sql`when ${from}::int8 then ${to}::int8`);
  return sql`case ${column} ${sql.join(cases, sql` `)} else ${column} end`;
}

/** What tells a count by these from the one of then, which alone is kept. */
export function suffixOf(moved: MovedStatuses): string {
  return [...moved].map(([from, to]) => `-${from}.${to}`).join('');
}
