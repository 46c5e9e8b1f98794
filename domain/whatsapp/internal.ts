import { and, eq, isNull, sql } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';

export type NumberRow = typeof whatsappNumbers.$inferSelect;

/** The condition for one connected number of the workspace. */
export function thisNumber(ctx: Ctx, id: number) {
  return and(
    eq(whatsappNumbers.workspaceId, ctx.workspace.id),
    eq(whatsappNumbers.id, id),
    isNull(whatsappNumbers.disconnectedAt),
  );
}

/** A connected number of the workspace. @throws `not_found`. */
export async function readNumber(ctx: Ctx, id: number): Promise<NumberRow> {
  const [number] = await ctx.db.select().from(whatsappNumbers).where(thisNumber(ctx, id));
  if (!number) throw notFound();
  return number;
}

/** A connected number of the workspace, locked until the transaction ends. @throws `not_found`. */
export async function lockNumber(ctx: Ctx, id: number): Promise<NumberRow> {
  const [number] = await ctx.db
    .select()
    .from(whatsappNumbers)
    .where(thisNumber(ctx, id))
    .for('no key update');
  if (!number) throw notFound();
  return number;
}

/** What every change that people make sets besides. */
export function changed() {
  return { version: sql`${whatsappNumbers.version} + 1`, updatedAt: sql`now()` };
}
