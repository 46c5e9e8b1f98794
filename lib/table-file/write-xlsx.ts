import type { RowBatches, TableColumn } from './columns.ts';
import { escapeXmlText, SheetXml, STYLES_XML } from './sheet-xml.ts';
import { ZipWriter } from './zip-writer.ts';

const CHUNK_LETTERS = 128 * 1024;
const LAST_ROW = 1_048_576;
// An entry of more than 4 GB would need other headers; the rest then goes to a sheet of its own.
const MOST_LETTERS_A_SHEET = 2 ** 30;
const LONGEST_SHEET_NAME = 31;

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The rows of all batches, one at a time; the next batch is asked for when the last has been used up. */
class RowFeed {
  readonly #batches: AsyncIterator<readonly (readonly (string | null)[])[]>;
  #rows: readonly (readonly (string | null)[])[] = [];
  #at = 0;

  constructor(batches: RowBatches) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Whether there is a row; when none is at hand, waits for the next batch. */
  async fill(): Promise<boolean> {
    while (this.#at >= this.#rows.length) {
      const next = await this.#batches.next();
      if (next.done) return false;
      this.#rows = next.value;
      this.#at = 0;
    }
    return true;
  }

  /** The next row at hand, if any. */
  take(): readonly (string | null)[] | undefined {
    const row = this.#rows[this.#at];
    this.#at += 1;
    return row;
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}

/** One sheet, to the last row or until it is full. */
async function* sheetChunks(xml: SheetXml, feed: RowFeed): AsyncGenerator<Buffer> {
  let text = xml.start();
  let letters = 0;
  let line = 1;
  while (line < LAST_ROW && letters < MOST_LETTERS_A_SHEET && (await feed.fill())) {
    const row = feed.take();
    if (!row) continue;
    line += 1;
    text += xml.row(line, row);
    if (text.length < CHUNK_LETTERS) continue;
    letters += text.length;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + xml.end(line));
}

function sheetName(wanted: string, index: number): string {
  const suffix = index === 0 ? '' : ` ${index + 1}`;
  const plain = wanted.replace(/[[\]:*?/\\]|^'|'$/g, ' ').trim() || 'Sheet';
  return (
    [...plain]
      .slice(0, LONGEST_SHEET_NAME - suffix.length)
      .join('')
      .slice(0, LONGEST_SHEET_NAME - suffix.length) + suffix
  );
}

/** The small parts that say where the sheets are, for as many as there turned out to be. */
function parts(name: string, sheetCount: number): [path: string, xml: string][] {
  const sheets = Array.from({ length: sheetCount }, (_, at) => at + 1);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const override = (path: string, type: string) =>
    `<Override PartName="${path}" ContentType="${MAIN}.${type}+xml"/>`;
  return [
    [
      'xl/workbook.xml',
      `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>${sheets
        .map(
          (at) => `<sheet name="${escapeXmlText(sheetName(name, at - 1))}" sheetId="${at}" r:id="rId${at}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${sheets
        .map((at) => relation(`rId${at}`, 'worksheet', `worksheets/sheet${at}.xml`))
        .join('')}${relation('rStyles', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ['xl/styles.xml', STYLES_XML.slice(DECLARATION.length)],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    ],
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override('/xl/workbook.xml', 'sheet.main')}${sheets
        .map((at) => override(`/xl/worksheets/sheet${at}.xml`, 'worksheet'))
        .join('')}${override('/xl/styles.xml', 'styles')}</Types>`,
    ],
  ];
}

/**
 * An XLSX as bytes, written as a stream: titles bold and in view, cells as their column's kind says, all else as text
 * that no spreadsheet runs. Texts of more than 32,767 UTF-16 units are cut there, which is all that Excel can hold; rows
 * beyond its 1,048,576 go to further sheets. Takes rows as `writeCsv` does.
 *
 * @throws RangeError for more than 4 GB of file
 */
export async function* writeXlsx(
  columns: readonly TableColumn[],
  batches: RowBatches,
  name = 'Sheet',
): AsyncGenerator<Uint8Array> {
  const zip = new ZipWriter();
  const xml = new SheetXml(columns);
  const feed = new RowFeed(batches);
  try {
    let count = 0;
    do {
      count += 1;
      yield* zip.entry(`xl/worksheets/sheet${count}.xml`, sheetChunks(xml, feed));
    } while (await feed.fill());
    for (const [path, text] of parts(name, count)) yield* zip.entry(path, [Buffer.from(DECLARATION + text)]);
    yield zip.end();
  } finally {
    await feed.close();
  }
}
