import type { Archive } from './archive.ts';
import { columnOf, type NumberKind, numberText, unescapeXmlText } from './cell-value.ts';
import type { SharedStrings } from './shared-strings.ts';
import { LIMITS, type RowProblem, TableFileError, type TableRow } from './types.ts';
import { type Attributes, readXml, type XmlHandlers } from './xml.ts';

const LAST_ROW = 1_048_576;

/** What cells refer to. */
export type SheetContext = { strings: SharedStrings; styles: NumberKind[]; is1904: boolean };

/** Puts together the rows of one sheet from its XML. Those without any text are left out. */
class SheetRows {
  rows: TableRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #problem: RowProblem | null = null;
  #textLength = 0;
  #column = -1;
  #type = 'n';
  #style = 0;
  #value = '';
  #isCollecting = false;
  #isPhonetic = false;
  readonly #context: SheetContext;

  constructor(context: SheetContext) {
    this.#context = context;
  }

  handlers(): XmlHandlers {
    return {
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#isCollecting && this.#value.length <= LIMITS.cellText) this.#value += text;
      },
      close: (name) => this.#close(name),
    };
  }

  #open(name: string, attributes: Attributes): void {
    if (name === 'c') this.#openCell(attributes);
    else if (name === 'v' || name === 't') this.#isCollecting = !this.#isPhonetic;
    else if (name === 'row') this.#openRow(attributes.r);
    else if (name === 'rPh') this.#isPhonetic = true;
  }

  #openRow(reference: string | undefined): void {
    const line = reference === undefined ? this.#line + 1 : Number(reference);
    const isInOrder = Number.isInteger(line) && line > this.#line && line <= LAST_ROW;
    if (!isInOrder) throw new TableFileError('damaged', `row ${String(reference).slice(0, 20)}`);
    this.#line = line;
    this.#cells = [];
    this.#problem = null;
    this.#textLength = 0;
    this.#column = -1;
  }

  #openCell({ r, t, s }: Attributes): void {
    this.#column = r === undefined ? this.#column + 1 : columnOf(r);
    if (this.#column < 0) throw new TableFileError('damaged', `cell ${String(r).slice(0, 20)}`);
    this.#type = t ?? 'n';
    this.#style = s === undefined ? 0 : Number(s);
    this.#value = '';
  }

  #close(name: string): void {
    if (name === 'c') this.#closeCell();
    else if (name === 'v' || name === 't') this.#isCollecting = false;
    else if (name === 'row') this.#closeRow();
    else if (name === 'rPh') this.#isPhonetic = false;
  }

  #closeCell(): void {
    const text = this.#value === '' ? '' : this.#textOfCell();
    if (text === '') return;
    if (this.#column >= LIMITS.columns) {
      this.#problem = 'too_many_cells';
      return;
    }
    this.#textLength += text.length;
    const isTooLong = text.length > LIMITS.cellText || this.#textLength > LIMITS.recordText;
    if (isTooLong) this.#problem = 'too_long';
    else if (text.includes('\0')) this.#problem ??= 'nul';
    else if (!text.isWellFormed()) this.#problem ??= 'surrogate';
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = isTooLong ? text.slice(0, 200) : text;
  }

  #textOfCell(): string {
    const value = this.#value;
    switch (this.#type) {
      case 's':
        return this.#context.strings.get(Number(value));
      case 'n':
        return numberText(value, this.#context.styles[this.#style] ?? 'number', this.#context.is1904);
      case 'b':
        return value === '1' || value === 'true' ? 'true' : 'false';
      default:
        // Texts written into the cell or computed, errors such as #N/A, days in ISO form.
        return unescapeXmlText(value);
    }
  }

  #closeRow(): void {
    if (this.#cells.length === 0 && this.#problem === null) return;
    this.rows.push({ line: this.#line, cells: this.#cells, problem: this.#problem });
  }
}

/**
 * The rows of a sheet in pieces, with how much of it has been read (0 to 1).
 *
 * @throws TableFileError `damaged`, `unsafe`, `encrypted`, `expands_too_much`
 */
export async function* readSheet(
  archive: Archive,
  path: string,
  context: SheetContext,
): AsyncGenerator<{ rows: TableRow[]; progress: number }> {
  const sheet = new SheetRows(context);
  const size = Math.max(archive.sizeOf(path), 1);
  for await (const read of readXml(archive.read(path), sheet.handlers())) {
    yield { rows: sheet.rows, progress: Math.min(read / size, 1) };
    sheet.rows = [];
  }
}
