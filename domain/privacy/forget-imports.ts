import { sql } from 'drizzle-orm';
import { escapeLike } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import type { Marks } from './marks.ts';
import { idList } from './person.ts';
import { finderOf, needlesOf } from './rules.ts';

/** A row of an import. */
type RowKey = { importId: number; number: number };

const AT_ONCE = 500;

/**
 * Holds back the imports at work until the transaction ends: each of their batches takes its import's row first, so that none is under way
 * that has read a row before it was emptied and writes it afterwards.
 */
export async function holdImports(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`
    select id from imports
    where workspace_id = ${ctx.workspace.id} and state in ('reading', 'checking', 'queued', 'running', 'undoing')
    order by id for update`);
}

/**
 * Empties every row of every import that became one of `ids`, or that says one of their phones or e-mails and became nobody else: rejected
 * ones, repeated ones, and those of imports that have not run. Returns how many. Reads all rows that are kept: seconds for a million.
 */
export async function forgetImports(ctx: Ctx, ids: number[], marks: Marks): Promise<number> {
  let forgotten = await emptyRows(ctx, await linkedRows(ctx, ids));
  const finder = finderOf({ ...marks, names: [] });
  const needles = needlesOf({ ...marks, names: [] });
  if (needles.length === 0) return forgotten;
  let last: RowKey | null = { importId: 0, number: 0 };
  while (last) {
    const found = await quotingRows(ctx, ids, needles, last);
    const sure = found.filter(({ cells }) => cells.some(finder.isIn));
    forgotten += await emptyRows(ctx, sure);
    last = found.length < AT_ONCE ? null : (found.at(-1) ?? null);
  }
  return forgotten;
}

async function linkedRows(ctx: Ctx, ids: number[]): Promise<RowKey[]> {
  const rows = await ctx.db.execute<{ import_id: string; number: number }>(sql`
    select import_id, number from import_outcomes
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${idList(ids)}::bigint[])`);
  return rows.map((row) => ({ importId: Number(row.import_id), number: row.number }));
}

async function quotingRows(ctx: Ctx, ids: number[], needles: string[], after: RowKey) {
  const patterns = needles.map((needle) => `%${escapeLike(needle)}%`);
  const rows = await ctx.db.execute<{ import_id: string; number: number; cells: string[] }>(sql`
    select r.import_id, r.number, r.cells from import_rows r
    where r.workspace_id = ${ctx.workspace.id} and (r.import_id, r.number) > (${after.importId}::bigint, ${after.number}::int)
      and translate(lower(array_to_string(r.cells, E'\n')), ' ()-.+/', '') like any (array[${sql.join(
        patterns.map((pattern) => sql`${pattern}`),
        sql`, `,
      )}]::text[])
      and not exists (
        select from import_outcomes o
        where o.workspace_id = r.workspace_id and o.import_id = r.import_id and o.number = r.number
          and o.contact_id is not null and o.contact_id <> all (${idList(ids)}::bigint[]))
    order by r.import_id, r.number limit ${AT_ONCE}`);
  return rows.map((row) => ({ importId: Number(row.import_id), number: row.number, cells: row.cells }));
}

/** Cells keep their places. A row that was checked and not yet written ends as rejected, so that the five outcomes still add up. */
async function emptyRows(ctx: Ctx, rows: RowKey[]): Promise<number> {
  if (rows.length === 0) return 0;
  const keys = sql`
    select * from unnest(${idList(rows.map((row) => row.importId))}::bigint[], ${idList(rows.map((row) => row.number))}::int[])
      as key (import_id, number)`;
  await ctx.db.execute(sql`
    with key as (${keys}), gone as (
      delete from import_facts f using key
      where f.workspace_id = ${ctx.workspace.id} and f.import_id = key.import_id and f.number = key.number
      returning f.workspace_id, f.import_id, f.number
    )
    insert into import_outcomes (workspace_id, import_id, number, outcome, reason)
    select workspace_id, import_id, number, 'rejected', 'erased' from gone on conflict do nothing`);
  const emptied = await ctx.db.execute(sql`
    with key as (${keys})
    update import_rows r set cells = array_fill(''::text, array[cardinality(r.cells)]) from key
    where r.workspace_id = ${ctx.workspace.id} and r.import_id = key.import_id and r.number = key.number`);
  return emptied.count;
}
