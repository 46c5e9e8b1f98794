import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { parseInput } from '../input.ts';
import { fieldInput } from './input.ts';

/** What goes with a field: how many contacts have an answer, in all and by choice, and which segments and views ask for it. */
export type FieldUse = {
  answerTotal: number;
  byChoice: { id: number; total: number }[];
  segments: string[];
  views: string[];
};

/**
 * What would go with a field, for whoever is about to delete it. Counts are exact, from its index; segments and views of others are named too:
 * they would all find something else.
 * @throws `not_found`, `forbidden`.
 */
export async function getFieldUse(ctx: Ctx, input: unknown): Promise<FieldUse> {
  authorize(ctx, 'field.write');
  const { id } = parseInput(fieldInput, input);
  return readFieldUse(ctx, id);
}

/** The same inside a verb that has authorised and parsed. @throws `not_found`. */
export async function readFieldUse(ctx: Ctx, id: number): Promise<FieldUse> {
  authorize(ctx, 'field.write');
  const workspaceId = ctx.workspace.id;
  const [field] = await ctx.db.execute<{ kind: string }>(
    sql`select kind from fields where workspace_id = ${workspaceId} and id = ${id}`,
  );
  if (!field) throw notFound();
  const groups =
    field.kind === 'choice'
      ? await ctx.db.execute<{ id: string; total: number }>(sql`
          select choice_id as id, count(*)::int as total from field_values
          where workspace_id = ${workspaceId} and field_id = ${id} and choice_id is not null group by choice_id`)
      : [];
  const byChoice = groups.map((group) => ({ id: Number(group.id), total: group.total }));
  return {
    answerTotal:
      field.kind === 'choice'
        ? byChoice.reduce((sum, { total }) => sum + total, 0)
        : await countAnswers(ctx, id, field.kind),
    byChoice,
    segments: await namesUsing(ctx, 'segments', id),
    views: await namesUsing(ctx, 'views', id),
  };
}

async function countAnswers(ctx: Ctx, id: number, kind: string): Promise<number> {
  // The condition of the kind's own index, so that the index alone can answer.
  const column = sql.raw(kind);
  const [row] = await ctx.db.execute<{ total: number }>(sql`
    select count(*)::int as total from field_values
    where workspace_id = ${ctx.workspace.id} and field_id = ${id} and ${column} is not null`);
  return row?.total ?? 0;
}

/** The names of saved filters whose address has a condition on the field, which is written `f<id>` there; or a column of it. */
async function namesUsing(ctx: Ctx, table: 'segments' | 'views', id: number): Promise<string[]> {
  const rows = await ctx.db.execute<{ name: string }>(sql`
    select name from ${sql.identifier(table)}
    where workspace_id = ${ctx.workspace.id}
      and (query ~ ${`(^|[(;=]|%28|%3B)-?f${id}(\\D|$)`} ${table === 'views' ? sql`or columns::jsonb @> ${JSON.stringify([`f${id}`])}::jsonb` : sql``})
    order by name limit 20`);
  return rows.map(({ name }) => name);
}
