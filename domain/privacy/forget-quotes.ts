import { and, eq, type SQL, sql } from 'drizzle-orm';
import { bulkChanges } from '#db/schema/bulk.ts';
import { imports } from '#db/schema/imports.ts';
import { segments, views } from '#db/schema/segments.ts';
import { escapeLike } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { storedFile } from '../imports/stored.ts';
import { withoutNumbers, withoutRows } from './file-rules.ts';
import type { ForgottenRow } from './forget-imports.ts';
import type { Marks } from './marks.ts';
import { idList } from './person.ts';
import { type Finder, finderOf, needlesOf, quotingFacts, scrubJson, scrubQuery } from './rules.ts';

/**
 * Takes a person's marks out of texts that are about no contact in particular: samples of files, saved filters, events about them. `rows`: those of
 * imports that were emptied, with what stood in them.
 */
export async function forgetQuotes(ctx: Ctx, marks: Marks, rows: ForgottenRow[]): Promise<void> {
  const needles = needlesOf(marks);
  const finder = finderOf(marks);
  await forgetCells(ctx, rows);
  if (needles.length === 0) return;
  await forgetSamples(ctx, needles, finder);
  await forgetBulk(ctx, needles, finder);
  for (const table of [segments, views]) await forgetSaved(ctx, table, needles, finder);
  await forgetFacts(ctx, needles, finder);
}

function says(text: SQL, needles: string[]): SQL {
  const patterns = needles.map((needle) => sql`${`%${escapeLike(needle)}%`}`);
  return sql`translate(lower(${text}), ' ()-.+/', '') like any (array[${sql.join(patterns, sql`, `)}]::text[])`;
}

/** What an import tells of its file and of what would become of it, without the emptied rows. */
async function forgetCells(ctx: Ctx, rows: ForgottenRow[]): Promise<void> {
  for (const importId of new Set(rows.map((row) => row.importId))) {
    const isThis = and(eq(imports.workspaceId, ctx.workspace.id), eq(imports.id, importId));
    const theirs = rows.filter((row) => row.importId === importId);
    const [one] = await ctx.db
      .select({ file: imports.file, forecast: imports.forecast })
      .from(imports)
      .where(isThis);
    if (!one) continue;
    const file = storedFile(one.file);
    const numbers = new Set(theirs.map(({ number }) => number));
    const kept = { forecast: withoutNumbers(one.forecast, numbers) };
    const cells = theirs.map((row) => row.cells);
    await ctx.db
      .update(imports)
      .set(file ? { ...kept, file: withoutRows(file, cells) } : kept)
      .where(isThis);
  }
}

async function forgetSamples(ctx: Ctx, needles: string[], finder: Finder): Promise<void> {
  const mine = eq(imports.workspaceId, ctx.workspace.id);
  const { id, file, plan, forecast } = imports;
  const texts = sql`concat_ws(' ', ${file}::text, ${plan}::text, ${forecast}::text)`;
  const found = await ctx.db
    .select({ id, file, plan, forecast })
    .from(imports)
    .where(and(mine, says(texts, needles)));
  for (const one of found) {
    const scrubbed = {
      file: scrubJson(one.file, finder.isIn),
      plan: scrubJson(one.plan, finder.isIn),
      forecast: scrubJson(one.forecast, finder.isIn),
    };
    await ctx.db
      .update(imports)
      .set(scrubbed)
      .where(and(mine, eq(id, one.id)));
  }
}

async function forgetBulk(ctx: Ctx, needles: string[], finder: Finder): Promise<void> {
  const mine = eq(bulkChanges.workspaceId, ctx.workspace.id);
  const { id, query, change } = bulkChanges;
  const found = await ctx.db
    .select({ id, query, change })
    .from(bulkChanges)
    .where(and(mine, says(sql`concat_ws(' ', ${query}, ${change}::text)`, needles)));
  for (const one of found) {
    const scrubbed = { query: scrubQuery(one.query, finder), change: scrubJson(one.change, finder.isIn) };
    await ctx.db
      .update(bulkChanges)
      .set(scrubbed)
      .where(and(mine, eq(id, one.id)));
  }
}

async function forgetSaved(
  ctx: Ctx,
  table: typeof segments | typeof views,
  needles: string[],
  finder: Finder,
): Promise<void> {
  const mine = eq(table.workspaceId, ctx.workspace.id);
  const found = await ctx.db
    .select({ id: table.id, query: table.query })
    .from(table)
    .where(and(mine, says(sql`${table.query}`, needles)));
  for (const one of found) {
    await ctx.db
      .update(table)
      .set({ query: scrubQuery(one.query, finder) })
      .where(and(mine, eq(table.id, one.id)));
  }
}

async function forgetFacts(ctx: Ctx, needles: string[], finder: Finder): Promise<void> {
  const found = await ctx.db.execute<{ id: string; before: unknown; after: unknown }>(sql`
    select id, before, after from workspace_events
    where workspace_id = ${ctx.workspace.id} and ${says(sql`concat_ws(' ', before::text, after::text)`, needles)}`);
  for (const { id, before, after } of found) {
    const names = [...quotingFacts(before, finder), ...quotingFacts(after, finder)];
    if (names.length === 0) continue;
    await ctx.db.execute(sql`
      select forget_workspace_facts(${ctx.workspace.id}, ${idList([Number(id)])}::bigint[], array[${sql.join(
        names.map((name) => sql`${name}`),
        sql`, `,
      )}]::text[])`);
  }
}
