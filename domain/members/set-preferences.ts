import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { memberships } from '#db/schema/memberships.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { forbidden } from '../errors.ts';
import { SHOWN_FIELDS_MAX } from '../fields/rules.ts';
import { parseInput } from '../input.ts';
import { TABLES } from './preferences.ts';

const columns = z.object({
  table: z.enum(TABLES),
  hidden: z.array(z.string().max(40)).max(40),
  /** Of contacts: custom fields that are columns too. */
  shownFields: z.array(z.int().positive()).max(SHOWN_FIELDS_MAX).optional(),
});

/** Remembers which columns of a list the acting member hides, and which custom fields they see as columns. A taste, not a fact: no event. */
export async function setHiddenColumns(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'profile.write');
  const { table, hidden, shownFields } = parseInput(columns, input);
  const fields = JSON.stringify(shownFields ? { shownFields } : {});
  await patch(
    ctx,
    sql`jsonb_build_object('hiddenColumns',
    coalesce(${memberships.preferences} -> 'hiddenColumns', '{}'::jsonb) || jsonb_build_object(${table}::text, ${JSON.stringify(hidden)}::jsonb)) || ${fields}::jsonb`,
  );
}

const taste = z.object({
  collapsedStatuses: z.array(z.int().positive()).max(200).optional(),
  isCompact: z.boolean().optional(),
  weeklySummary: z.object({ notification: z.boolean(), email: z.boolean() }).optional(),
});

const order = z.object({ table: z.enum(TABLES), order: z.array(z.string().max(40)).max(80) });

/** Remembers in which order the acting member wants the columns of a list. A taste, not a fact: no event. */
export async function setColumnOrder(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'profile.write');
  const { table, order: keys } = parseInput(order, input);
  await patch(
    ctx,
    sql`jsonb_build_object('columnOrder',
    coalesce(${memberships.preferences} -> 'columnOrder', '{}'::jsonb) || jsonb_build_object(${table}::text, ${JSON.stringify(keys)}::jsonb))`,
  );
}

/** Remembers with which view the list opens for the acting member; the caller has checked that there is such a view. */
export async function setDefaultViewId(ctx: Ctx, id: number | null): Promise<void> {
  authorize(ctx, 'profile.write');
  await patch(ctx, sql`${JSON.stringify({ defaultViewId: id })}::jsonb`);
}

/** Remembers collapsed pipeline columns, the density of tables, or by which ways the weekly summary is told, for the acting member. */
export async function setPreferences(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'profile.write');
  await patch(ctx, sql`${JSON.stringify(parseInput(taste, input))}::jsonb`);
}

async function patch(ctx: Ctx, change: ReturnType<typeof sql>): Promise<void> {
  const userId = actorId(ctx);
  if (userId === null) throw forbidden();
  await ctx.db
    .update(memberships)
    .set({ preferences: sql`${memberships.preferences} || ${change}` })
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), eq(memberships.userId, userId)));
}
