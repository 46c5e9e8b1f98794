/** A record and where the next begins; or not all of it is there yet; or its quotes cannot be made sense of. */
export type ScannedRecord = { cells: string[]; next: number; lines: number } | 'more' | 'broken';

const LF = 10;
const CR = 13;

/** Where the line end at `at` is over, -1 if there is none at `at`, or null if the next chunk has to tell. */
function afterLineEnd(text: string, at: number, isLast: boolean): number | null {
  const code = text.charCodeAt(at);
  if (code === LF) return at + 1;
  if (code !== CR) return -1;
  if (at + 1 === text.length && !isLast) return null;
  return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
}

/** Where an unquoted cell ends: its delimiter, its line end, or the end of the text. */
function endOfPlain(text: string, from: number, delimiter: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === LF || code === CR) return at;
  }
  return text.length;
}

function endOfBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ') at += 1;
  return at;
}

type Cell = { value: string; end: number };

/** A quoted cell, from the character after its first quote to the one after its last. */
function scanQuoted(text: string, from: number, isLast: boolean): Cell | 'more' | 'broken' {
  let value = '';
  let start = from;
  for (;;) {
    const quote = text.indexOf('"', start);
    if (quote === -1) return isLast ? 'broken' : 'more';
    if (quote + 1 === text.length && !isLast) return 'more';
    if (text[quote + 1] !== '"') return { value: value + text.slice(start, quote), end: quote + 1 };
    value += text.slice(start, quote + 1);
    start = quote + 2;
  }
}

function scanCell(text: string, at: number, delimiter: number, isLast: boolean): Cell | 'more' | 'broken' {
  if (text[at] === '"') {
    const cell = scanQuoted(text, at + 1, isLast);
    return typeof cell === 'string' ? cell : { value: cell.value, end: endOfBlanks(text, cell.end) };
  }
  const end = endOfPlain(text, at, delimiter);
  return { value: text.slice(at, end), end };
}

function countLines(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Reads the record that begins at `start`, with all that RFC 4180 allows and lone CR as a line end. */
export function scanRecord(text: string, start: number, delimiter: string, isLast: boolean): ScannedRecord {
  const delimiterCode = delimiter.charCodeAt(0);
  const cells: string[] = [];
  let at = start;
  for (;;) {
    const cell = scanCell(text, at, delimiterCode, isLast);
    if (typeof cell === 'string') return cell;
    cells.push(cell.value);
    if (cell.end === text.length) {
      return isLast ? { cells, next: cell.end, lines: countLines(text.slice(start, cell.end)) } : 'more';
    }
    if (text.charCodeAt(cell.end) === delimiterCode) {
      at = cell.end + 1;
      continue;
    }
    const next = afterLineEnd(text, cell.end, isLast);
    if (next === null) return 'more';
    if (next === -1) return 'broken';
    return { cells, next, lines: countLines(text.slice(start, next)) };
  }
}

/** The line that begins at `start` and where the next begins, or null when its end is not there yet. */
export function scanLine(
  text: string,
  start: number,
  isLast: boolean,
): { line: string; next: number } | null {
  const end = endOfPlain(text, start, LF);
  if (end === text.length) return isLast ? { line: text.slice(start), next: end } : null;
  const next = afterLineEnd(text, end, isLast);
  return next === null ? null : { line: text.slice(start, end), next };
}
