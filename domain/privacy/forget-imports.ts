import { sql } from 'drizzle-orm';
import { escapeLike } from '#lib/text.ts';
import { passPhones } from '../contacts/phone-gate.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import type { Marks } from './marks.ts';
import { idList } from './person.ts';
import { finderOf, needlesOf } from './rules.ts';

/** A row of an import. */
type RowKey = { importId: number; number: number };
/** One that was emptied, with what stood in it. */
export type ForgottenRow = RowKey & { cells: string[] };

const AT_ONCE = 500;

/**
 * Keeps every import that has not ended where it is until the transaction ends, so that none reads or writes a row that is about to be emptied: each
 * step locks its import first, and batches of rows keep off while the phones' gates are passed.
 * @throws `in_use` (name: import_reading) while a file is being read or checked: what is being taken from it cannot be seen yet.
 */
export async function holdImports(ctx: Ctx): Promise<void> {
  const held = await ctx.db.execute<{ state: string }>(sql`
    select state from imports
    where workspace_id = ${ctx.workspace.id} and state not in ('done', 'cancelled', 'failed', 'undone')
    order by id for update`);
  if (held.some(({ state }) => state === 'reading' || state === 'checking'))
    throw new DomainError('in_use', { fields: { name: { code: 'import_reading' } } });
  await passPhones(ctx);
}

/**
 * Lets go of the files of imports that hold emptied rows and have not begun to write: a file of several sheets is kept for choosing another. Returns
 * their names, for the disk.
 */
export async function forgetUploads(ctx: Ctx, importIds: number[]): Promise<string[]> {
  const rows = await ctx.db.execute<{ upload: string }>(sql`
    with kept as (
      select id, upload from imports
      where workspace_id = ${ctx.workspace.id} and id = any(${idList(importIds)}::bigint[]) and upload is not null
    )
    update imports i set upload = null from kept
    where i.workspace_id = ${ctx.workspace.id} and i.id = kept.id
    returning kept.upload`);
  return rows.map(({ upload }) => upload);
}

/**
 * Empties every row of every import that became one of `ids`, or that says one of their phones or e-mails and became nobody else: rejected
 * ones, repeated ones, and those of imports that have not run. Returns them. Reads all rows that are kept (30 days' imports): seconds for a million.
 */
export async function forgetImports(ctx: Ctx, ids: number[], marks: Marks): Promise<ForgottenRow[]> {
  const forgotten = await linkedRows(ctx, ids);
  await emptyRows(ctx, forgotten);
  const finder = finderOf({ ...marks, names: [] });
  const needles = needlesOf({ ...marks, names: [] });
  if (needles.length === 0) return forgotten;
  let last: RowKey | null = { importId: 0, number: 0 };
  while (last) {
    const found = await quotingRows(ctx, ids, needles, last);
    const sure = found.filter(({ cells }) => cells.some(finder.isIn));
    await emptyRows(ctx, sure);
    forgotten.push(...sure);
    last = found.length < AT_ONCE ? null : (found.at(-1) ?? null);
  }
  return forgotten;
}

async function linkedRows(ctx: Ctx, ids: number[]): Promise<ForgottenRow[]> {
  const rows = await ctx.db.execute<{ import_id: string; number: number; cells: string[] }>(sql`
    select r.import_id, r.number, r.cells from import_outcomes o
    join import_rows r on r.workspace_id = o.workspace_id and r.import_id = o.import_id and r.number = o.number
    where o.workspace_id = ${ctx.workspace.id} and o.contact_id = any(${idList(ids)}::bigint[])`);
  return rows.map((row) => ({ importId: Number(row.import_id), number: row.number, cells: row.cells }));
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
async function emptyRows(ctx: Ctx, rows: RowKey[]): Promise<void> {
  if (rows.length === 0) return;
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
  await ctx.db.execute(sql`
    with key as (${keys})
    update import_rows r set cells = array_fill(''::text, array[cardinality(r.cells)]) from key
    where r.workspace_id = ${ctx.workspace.id} and r.import_id = key.import_id and r.number = key.number`);
}
