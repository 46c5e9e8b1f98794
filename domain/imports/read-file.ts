import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { inspectTable, readTable } from '#lib/table-file/read.ts';
import { LIMITS, TableFileError, type TableInspection } from '#lib/table-file/types.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import { ColumnProfile } from './column-profile.ts';
import { copyText, copyTexts, endCopy, NULL, writeTo } from './copy-text.ts';
import { firstPlan, guessColumns } from './guess-rules.ts';
import { enterState, type ImportRecord } from './internal.ts';
import { storedFile } from './stored.ts';
import { transact } from './transact.ts';
import type { FileFacts } from './types.ts';
import { hasUpload, removeUpload, uploadPath } from './upload-files.ts';
import { reportProgress, type Workshop } from './workshop.ts';

/**
 * Reads an uploaded file into `import_rows`, all or nothing, with what its columns hold and a guess of what they become. In bounded memory: the file's
 * reader is a process of its own, and waits for the database.
 * @throws TableFileError for a file that is no table; `missing` when this machine does not see the folder of the uploads.
 */
export async function readFile(shop: Workshop, ctx: Ctx, one: ImportRecord): Promise<void> {
  if (!one.upload) throw new TableFileError('missing');
  const path = uploadPath(shop.folder, one.upload);
  if (!(await hasUpload(path, one.fileBytes))) throw new TableFileError('missing');
  const fileHash = one.fileHash ?? (await hashOf(path));
  const options = { sheet: storedFile(one.file)?.sheet ?? null };
  const inspection = await inspectTable(path, options, shop.signal);
  const columns = inspection.header.map((header) => new ColumnProfile(header, ctx.workspace.country));
  const rowCount = await stageRows(shop, ctx, one, { path, inspection, columns });
  const facts = factsOf(inspection, columns);
  const fields = await listFields(ctx);
  // Of several sheets another one may be wanted.
  const isKept = facts.sheets.length > 1;
  await enterState(ctx, one.id, 'mapping', {
    fileHash,
    rowCount,
    file: facts,
    plan: firstPlan(guessColumns(facts.columns, fields)),
    upload: isKept ? one.upload : null,
  });
  if (!isKept) await removeUpload(shop.folder, one.upload);
}

function factsOf(inspection: TableInspection, columns: ColumnProfile[]): FileFacts {
  const { kind, encoding, delimiter, sheets, sheet } = inspection;
  return { kind, encoding, delimiter, sheets, sheet, columns: columns.map((column) => column.finish()) };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest('hex');
}

type Source = { path: string; inspection: TableInspection; columns: ColumnProfile[] };

async function stageRows(shop: Workshop, ctx: Ctx, one: ImportRecord, source: Source): Promise<number> {
  const { path, inspection, columns } = source;
  const { encoding, delimiter, sheet } = inspection;
  const progress = reportProgress(ctx, one.id);
  let count = 0;
  await transact(shop.raw, async (tx) => {
    await tx`set local synchronous_commit = off`;
    await tx`delete from import_rows where workspace_id = ${ctx.workspace.id} and import_id = ${one.id}`;
    const stream =
      await tx`copy import_rows (workspace_id, import_id, number, line, problem, cells) from stdin`.writable();
    for await (const batch of readTable(path, { encoding, delimiter, sheet }, shop.signal)) {
      let text = '';
      for (const { line, cells, problem } of batch.rows) {
        count += 1;
        if (count > LIMITS.rows) throw new TableFileError('too_many_rows');
        // What is rejected is not asked about; it may be no text at all, which no JSON can hold.
        if (problem === null)
          for (let index = 0; index < columns.length; index += 1) columns[index]?.add(cells[index] ?? '');
        const kept = problem === null ? NULL : copyText(problem);
        text += `${ctx.workspace.id}\t${one.id}\t${count}\t${line}\t${kept}\t${copyTexts(cells)}\n`;
      }
      await writeTo(stream, text);
      await progress(Math.round(batch.progress * one.fileBytes));
    }
    await endCopy(stream);
  });
  return count;
}
