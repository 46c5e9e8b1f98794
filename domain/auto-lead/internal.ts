import { and, asc, eq, sql } from 'drizzle-orm';
import { originRules } from '#db/schema/auto-lead.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { RuleKind } from '#db/whatsapp-values.ts';
import { lockChoices } from '../contacts/choices.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { type RuleRef, withBuiltIns } from './built-in-rules.ts';
import { lockSetUp } from './lock.ts';

export type RuleRow = { id: number; kind: RuleKind; isOn: boolean; version: number; position: number };

const columns = {
  id: originRules.id,
  kind: originRules.kind,
  isOn: originRules.isOn,
  version: originRules.version,
  position: originRules.position,
};

/** The rules in their order, locked until the transaction ends, the two that every workspace has stored with them. */
export async function lockRules(ctx: Ctx): Promise<RuleRow[]> {
  await lockSetUp(ctx);
  const stored = await readRows(ctx);
  const all = withBuiltIns<Row>(stored.map(asRow), (kind) => ({ kind, row: null }));
  if (all.every(({ row }) => row !== null)) return stored;
  for (const [index, { kind, row }] of all.entries()) {
    const position = index + 1;
    if (row) await place(ctx, row.id, position);
    else await ctx.db.insert(originRules).values({ workspaceId: ctx.workspace.id, kind, position });
  }
  return readRows(ctx);
}

type Row = { kind: RuleKind; row: RuleRow | null };
const asRow = (row: RuleRow): Row => ({ kind: row.kind, row });

function readRows(ctx: Ctx): Promise<RuleRow[]> {
  return ctx.db
    .select(columns)
    .from(originRules)
    .where(eq(originRules.workspaceId, ctx.workspace.id))
    .orderBy(asc(originRules.position), asc(originRules.id));
}

/** Puts a rule at a place of the order. */
export async function place(ctx: Ctx, id: number, position: number): Promise<void> {
  await ctx.db.update(originRules).set({ position }).where(thisRule(ctx, id));
}

/** The rule that a reference means. @throws `not_found`. */
export function pickRule(all: RuleRow[], ref: RuleRef): RuleRow {
  const found = all.find((row) => (typeof ref === 'number' ? row.id === ref : row.kind === ref));
  if (!found) throw notFound();
  return found;
}

/** One rule of the workspace at hand, as a condition on `origin_rules`. */
export const thisRule = (ctx: Ctx, id: number) =>
  and(eq(originRules.workspaceId, ctx.workspace.id), eq(originRules.id, id));

/** What every change of a rule also sets. */
export const ruleChanged = () => ({ version: sql`${originRules.version} + 1`, updatedAt: sql`now()` });

/** @throws `invalid` (originId: gone) unless the origin may be given to new contacts. */
export async function requireOrigin(ctx: Ctx, originId: number): Promise<void> {
  const found = await lockChoices(ctx, { originId });
  if (found.originId === null) throw invalidField('originId', 'gone');
}

/** @throws `invalid` (numberId: gone) unless the number is one of the workspace's. */
export async function requireNumber(ctx: Ctx, numberId: number): Promise<void> {
  const [found] = await ctx.db
    .select({ id: whatsappNumbers.id })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), eq(whatsappNumbers.id, numberId)));
  if (!found) throw invalidField('numberId', 'gone');
}
