import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { fields } from '#db/schema/fields.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { Field, FieldChoice } from './types.ts';

/** In subqueries drizzle leaves the table's name off its columns; written out, they mean the outer row. */
const choices = sql<FieldChoice[]>`coalesce((
  select json_agg(json_build_object('id', c.id, 'name', c.name) order by c.position, c.id)
  from field_choices c
  where c.workspace_id = fields.workspace_id and c.field_id = fields.id), '[]'::json)`;

const fieldColumns = {
  id: fields.id,
  name: fields.name,
  kind: fields.kind,
  position: fields.position,
  version: fields.version,
  choices,
};

/** The workspace's custom fields with their choices, both in their order. @throws `forbidden`. */
export async function listFields(ctx: Ctx): Promise<Field[]> {
  authorize(ctx, 'field.read');
  return selectFields(ctx);
}

/**
 * Some of the fields, locked against changing their kind, losing a choice or going away until the transaction ends; those that do not exist
 * are left out. Lock them before the contacts, as removing a choice does.
 */
export async function lockFields(ctx: Ctx, ids: number[]): Promise<Field[]> {
  if (ids.length === 0) return [];
  await ctx.db
    .select({ id: fields.id })
    .from(fields)
    .where(and(eq(fields.workspaceId, ctx.workspace.id), inArray(fields.id, ids)))
    .orderBy(asc(fields.id))
    .for('share');
  return selectFields(ctx, inArray(fields.id, ids));
}

function selectFields(ctx: Ctx, which?: SQL): Promise<Field[]> {
  return ctx.db
    .select(fieldColumns)
    .from(fields)
    .where(and(eq(fields.workspaceId, ctx.workspace.id), which))
    .orderBy(asc(fields.position), asc(fields.id));
}
