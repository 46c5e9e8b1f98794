import { sql } from 'drizzle-orm';
import type { StatusKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';

/** A status as reports show it; `isRetired`: under the name that it had. */
export type ReportStatus = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  isRetired: boolean;
  isDefault: boolean;
};

/** Every status that there ever was, in the order of the funnel. */
export async function readFunnelOrder(ctx: Ctx): Promise<ReportStatus[]> {
  return ctx.db.execute<ReportStatus>(sql`
    select id::int as id, name, colour, kind, retired_at is not null as "isRetired", is_default as "isDefault"
    from statuses where workspace_id = ${ctx.workspace.id} order by position, id`);
}
