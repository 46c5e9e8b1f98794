import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from './ctx.ts';

/**
 * Runs a statement that is written as text with `$1`, `$2` … on the connection of `ctx`: what batch writers run on connections of their own as well is
 * written once.
 */
export async function runText(ctx: Ctx, text: string, parameters: readonly unknown[]): Promise<void> {
  const parts = text.split(/\$(\d+)/);
  const chunks = parts.map(
    (part, place): SQL => (place % 2 === 0 ? sql.raw(part) : sql`${sql.param(parameters[Number(part) - 1])}`),
  );
  await ctx.db.execute(sql.join(chunks));
}
