import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { listSegments } from '../segments/list.ts';

type Named = { id: number; name: string };
type Row = { origins: Named[] | null; members: Named[] | null };

/**
 * What reports can be narrowed by, by name: origins (archived and merged ones too: contacts may still have them in a past period), members (those
 * who left too) and segments. @throws `forbidden`.
 */
export async function listReportChoices(
  ctx: Ctx,
): Promise<{ origins: Named[]; members: Named[]; segments: Named[] }> {
  authorize(ctx, 'report.read');
  const { id } = ctx.workspace;
  const [rows, segments] = await Promise.all([
    ctx.db.execute<Row>(sql`select
      (select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.name collate "pt-BR-x-icu", o.id)
        from origins o where o.workspace_id = ${id}) as origins,
      (select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name collate "pt-BR-x-icu", u.id)
        from memberships m join users u on u.id = m.user_id where m.workspace_id = ${id}) as members`),
    listSegments(ctx),
  ]);
  return {
    origins: rows[0]?.origins ?? [],
    members: rows[0]?.members ?? [],
    segments: segments.map(({ id: segmentId, name }) => ({ id: segmentId, name })),
  };
}
