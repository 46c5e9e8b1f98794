import { Archive } from './archive.ts';
import type { RowSource } from './row-source.ts';
import { readSheet, type SheetContext } from './sheet.ts';
import { TableFileError, type TableOptions } from './types.ts';
import { readSharedStrings, readStyles, readWorkbook, type Workbook } from './workbook.ts';

const OTHER_SPREADSHEETS = ['xl/workbook.bin', 'content.xml', 'index/document.iwa', 'index.zip'];

/** The sheet asked for, or else the first with anything in it. */
async function findSheet(
  archive: Archive,
  { sheets }: Workbook,
  context: SheetContext,
  asked: string | null | undefined,
): Promise<Workbook['sheets'][number]> {
  if (typeof asked === 'string') {
    const sheet = sheets.find(({ name }) => name === asked);
    if (!sheet) throw new TableFileError('sheet_missing');
    return sheet;
  }
  const seen = new Set<string>();
  for (const sheet of sheets) {
    // A thousand sheets may all be the same part of the archive.
    if (seen.has(sheet.path)) continue;
    seen.add(sheet.path);
    for await (const { rows } of readSheet(archive, sheet.path, context)) if (rows.length > 0) return sheet;
  }
  throw new TableFileError('empty');
}

/**
 * A workbook as the rows of one of its sheets.
 *
 * @throws TableFileError what `Archive` throws, `not_a_table`, `other_spreadsheet`, `sheet_missing`, `empty`
 */
export async function openXlsx(path: string, options: TableOptions): Promise<RowSource> {
  const archive = await Archive.open(path);
  try {
    if (OTHER_SPREADSHEETS.some((name) => archive.has(name))) throw new TableFileError('other_spreadsheet');
    const workbook = await readWorkbook(archive);
    const context = {
      strings: await readSharedStrings(archive, workbook.sharedStringsPath),
      styles: await readStyles(archive, workbook.stylesPath),
      is1904: workbook.is1904,
    };
    const sheet = await findSheet(archive, workbook, context, options.sheet);
    const sheets = workbook.sheets.map(({ name }) => name);
    return {
      about: { kind: 'xlsx', encoding: null, delimiter: null, sheets, sheet: sheet.name },
      pieces: () => readSheet(archive, sheet.path, context),
      isRagged: true,
      close: () => archive.close(),
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}
