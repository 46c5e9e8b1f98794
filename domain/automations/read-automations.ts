import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { definitionInput } from './input.ts';
import type { Definition } from './types.ts';

/** An automation that is on, as its newest version says. */
export type LiveAutomation = {
  id: number;
  name: string;
  versionId: number;
  /** What happened before is none of its business. */
  onSince: Date;
  definition: Definition;
};

type Row = { id: string; name: string; version_id: string; on_since: string; definition: unknown };

/** The automations that are on, by id. One whose definition makes no sense by now is left out. @throws `forbidden`. */
export async function readAutomations(ctx: Ctx): Promise<LiveAutomation[]> {
  authorize(ctx, 'automation.read');
  const rows = await ctx.db.execute<Row>(sql`
    select a.id, a.name, a.version_id, a.on_since, v.definition
    from automations a join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
    where a.workspace_id = ${ctx.workspace.id} and a.is_on and a.deleted_at is null
    order by a.id`);
  return [...rows].flatMap((row) => {
    const definition = definitionInput.safeParse(row.definition).data;
    if (!definition) return [];
    const { id, version_id, on_since } = row;
    return [
      {
        id: Number(id),
        name: row.name,
        versionId: Number(version_id),
        onSince: new Date(on_since),
        definition,
      },
    ];
  });
}
