import { sql } from 'drizzle-orm';
import type { RowOutcome } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { keptInput, rowsInput } from './input.ts';
import { readImport } from './internal.ts';

const ROWS_PER_PAGE = 50;

/**
 * A row of the file and how it ended. `reason`: a key under `imports.problems` (rejected, duplicate, unchanged), about column `column` (from 1; null: the
 * whole row). `sameAs`: the row that a duplicate repeats, by its line. `undo`: `gone`, `restored`, or a key under `imports.undo`.
 */
export type ImportRow = {
  number: number;
  line: number;
  cells: string[];
  outcome: RowOutcome;
  reason: string | null;
  column: number | null;
  sameAsLine: number | null;
  contactId: number | null;
  undo: string | null;
};

export type ImportRowPage = { rows: ImportRow[]; next: string | null };

/**
 * The rows of one outcome, in the order of the file, a page at a time. `{ id, outcome, reason?, cursor? }`.
 * @throws `invalid` (outcome; cursor: invalid); `not_found`; `forbidden`.
 */
export async function listImportRows(ctx: Ctx, input: unknown): Promise<ImportRowPage> {
  authorize(ctx, 'import.read');
  const { id, outcome, reason, cursor } = parseInput(rowsInput, input);
  await readImport(ctx, id);
  const isOfReason = reason ? sql`and o.reason = ${reason}` : sql``;
  return readPage(ctx, id, sql`o.outcome = ${outcome} ${isOfReason}`, cursor);
}

/** The rows whose contact undoing left as it is, in whole or in part, with why. @throws as `listImportRows`. */
export async function listKeptRows(ctx: Ctx, input: unknown): Promise<ImportRowPage> {
  authorize(ctx, 'import.read');
  const { id, cursor } = parseInput(keptInput, input);
  await readImport(ctx, id);
  return readPage(ctx, id, sql`o.undo is not null and o.undo not in ('gone', 'restored')`, cursor);
}

async function readPage(
  ctx: Ctx,
  id: number,
  condition: ReturnType<typeof sql>,
  cursor: string | null | undefined,
): Promise<ImportRowPage> {
  const held = cursor ? decodeCursor(cursor, ['number']) : null;
  if (cursor && !held) throw invalidField('cursor', 'invalid');
  const found = await ctx.db.execute<ImportRow & { contactId: string | null }>(sql`
    select o.number, r.line, r.cells, o.outcome, o.reason, o.column_number as "column", s.line as "sameAsLine",
      o.contact_id as "contactId", o.undo
    from import_outcomes o
    join import_rows r on r.workspace_id = o.workspace_id and r.import_id = o.import_id and r.number = o.number
    left join import_rows s on s.workspace_id = o.workspace_id and s.import_id = o.import_id and s.number = o.same_as
    where o.workspace_id = ${ctx.workspace.id} and o.import_id = ${id} and ${condition}
      and o.number > ${held?.[0] ?? 0}::bigint
    order by o.number limit ${ROWS_PER_PAGE + 1}`);
  const rows = found.slice(0, ROWS_PER_PAGE).map(({ contactId, ...row }) => ({
    ...row,
    contactId: contactId === null ? null : Number(contactId),
  }));
  const last = rows.at(-1);
  return { rows, next: last && found.length > ROWS_PER_PAGE ? encodeCursor([last.number]) : null };
}
