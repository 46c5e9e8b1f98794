import { and, eq, lt, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { StatusKind } from '#db/values.ts';
import type { ResolvedFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';

export type ReportStatus = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  isRetired: boolean;
  /** Nine of ten recent stays were shorter; null while too few are known, and of statuses that end the way. */
  usualSeconds: number | null;
};

/** Every status there is or was: the live ones in order, then the retired by name. */
export async function readStatuses(ctx: Ctx): Promise<ReportStatus[]> {
  return ctx.db.execute<ReportStatus>(sql`
    select s.id::int as id, s.name, s.colour, s.kind, s.retired_at is not null as "isRetired",
      case when s.kind = 'open' then p.usual_seconds end as "usualSeconds"
    from statuses s
    left join status_paces p on p.workspace_id = s.workspace_id and p.status_id = s.id
    where s.workspace_id = ${ctx.workspace.id}
    order by s.retired_at is not null, case when s.retired_at is null then s.position end, s.name, s.id`);
}

/** How many contacts stand in each status for longer than usual; only statuses with a usual time are asked for. */
export async function countBeyond(
  ctx: Ctx,
  filter: ResolvedFilter,
  statuses: ReportStatus[],
  now: Date,
): Promise<Map<number, number>> {
  const counts = statuses.flatMap(({ id, isRetired, usualSeconds }) => {
    if (isRetired || usualSeconds === null) return [];
    const before = new Date(now.getTime() - usualSeconds * 1_000);
    // Status by status: each is a range of one index.
    return sql`select ${id}::int as "statusId", count(*)::int as total from ${contacts}
      where ${and(contactFilterWhere(ctx, filter), eq(contacts.statusId, id), lt(contacts.statusSince, before))}`;
  });
  if (counts.length === 0) return new Map();
  const rows = await ctx.db.execute<{ statusId: number; total: number }>(sql.join(counts, sql` union all `));
  return new Map(rows.map(({ statusId, total }) => [statusId, total]));
}
