import { escapeApostrophe } from '../formula.ts';
import { numberText, plainNumber } from './cell-value.ts';
import type { ColumnKind, TableColumn } from './columns.ts';

/** The numbers of the styles in `STYLES_XML`. */
const STYLE: Readonly<Record<ColumnKind | 'title', number>> = {
  number: 0,
  title: 1,
  text: 2,
  date: 3,
  datetime: 4,
};

/** `@` keeps digits as they are typed when somebody goes on editing. */
export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const DEFAULT_WIDTH = 18;
const WIDEST = 255;
// Excel calls a file damaged that has a longer text in a cell.
const LONGEST_TEXT = 32_767;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold, or would not give back as it was
const special = /[&<>"\u0000-\u001f\ud800-\udfff\ufffe\uffff]|_x[0-9a-f]{4}_/i;
// Control characters, halves of pairs, and an underscore that would be taken for the beginning of such an escape.
const unfitPatterns = [
  /[^\t\n\u0020-\ufffd]/,
  /[\ud800-\udbff](?![\udc00-\udfff])/,
  /(?<![\ud800-\udbff])[\udc00-\udfff]/,
  /_(?=x[0-9a-f]{4}_)/,
];
const unfit = new RegExp(unfitPatterns.map(({ source }) => source).join('|'), 'gi');
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const keepsSpace = /^\s|\s$|[\t\n]/;

const hex = (letter: string) => letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');

/** Text as XML, in the form that spreadsheets have for characters that XML has not: `_x000D_`. */
export function escapeXmlText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(unfit, (letter) => `_x${hex(letter)}_`)
    .replace(/[&<>"]/g, (letter) => entities[letter] ?? letter);
}

/** A, B … Z, AA … */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

function cutText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const isInsidePair = (text.charCodeAt(LONGEST_TEXT - 1) & 0xfc00) === 0xd800;
  return text.slice(0, LONGEST_TEXT - (isInsidePair ? 1 : 0));
}

// Of 15 significant digits, all that a spreadsheet keeps.
const isNumber = /^-?(?=(?:\.?\d){1,15}$)\d+(?:\.\d+)?$/;
const SECONDS_A_DAY = 86_400;
const DAYS_TO_1970 = 25_569;

/** The number that stands for the cell, when a reader will make exactly this text of it again. */
function numberFor(text: string, kind: ColumnKind): string | null {
  if (kind === 'text') return null;
  if (kind === 'number') return isNumber.test(text) && plainNumber(text) === text ? text : null;
  const days = Date.parse(kind === 'date' ? text : `${text}Z`) / 1000 / SECONDS_A_DAY + DAYS_TO_1970;
  const serial = Number.isFinite(days) ? String(days) : '';
  return serial !== '' && numberText(serial, kind, false) === text ? serial : null;
}

function textCell(reference: string, text: string, style: number): string {
  const space = keepsSpace.test(text) ? ' xml:space="preserve"' : '';
  const inner = escapeXmlText(cutText(escapeApostrophe(text)));
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${inner}</t></is></c>`;
}

/** What writes the XML of the sheets of one workbook, all with the same columns. */
export class SheetXml {
  readonly #columns: readonly TableColumn[];
  readonly #names: string[];
  readonly #kinds: ColumnKind[];

  constructor(columns: readonly TableColumn[]) {
    this.#columns = columns;
    this.#names = columns.map((_, at) => columnName(at));
    this.#kinds = columns.map(({ kind = 'text' }) => kind);
  }

  /** Everything before the first row of data; the row of titles is bold and stays in view. */
  start(): string {
    const widths = this.#columns.map(({ width = DEFAULT_WIDTH, kind = 'text' }, at) => {
      const letters = Math.min(Math.max(width, 1), WIDEST);
      return `<col min="${at + 1}" max="${at + 1}" width="${letters}" style="${STYLE[kind]}" customWidth="1"/>`;
    });
    const titles = this.#columns.map(({ title }, at) => textCell(`${this.#names[at]}1`, title, STYLE.title));
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData><row r="1">${titles.join('')}</row>`;
  }

  /** The row with the number `line`, counted from 1, the titles being the first. */
  row(line: number, cells: readonly (string | null)[]): string {
    let xml = `<row r="${line}">`;
    for (let at = 0; at < this.#names.length; at += 1) {
      const text = cells[at];
      if (text === null || text === undefined || text === '') continue;
      const kind = this.#kinds[at] ?? 'text';
      const reference = `${this.#names[at]}${line}`;
      const number = numberFor(text, kind);
      xml +=
        number === null
          ? textCell(reference, text, STYLE.text)
          : `<c r="${reference}" s="${STYLE[kind]}"><v>${number}</v></c>`;
    }
    return `${xml}</row>`;
  }

  /** Everything after the last row, whose number is `line`. */
  end(line: number): string {
    return `</sheetData><autoFilter ref="A1:${this.#names.at(-1) ?? 'A'}${line}"/></worksheet>`;
  }
}
