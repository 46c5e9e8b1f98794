import { CsvParser } from './csv-parser.ts';
import type { Delimiter } from './types.ts';

// In the order in which a tie is settled: commas also stand in texts and in decimals.
const DELIMITERS: readonly Delimiter[] = [';', '\t', '|', ','];
const announced = /^sep=([;,\t|])(?:\r\n|\r|\n)/i;

/** The delimiter that a first line such as `sep=;` names, as Excel writes it, and how long that line is. */
export function announcedDelimiter(text: string): { delimiter: Delimiter; length: number } | null {
  const [line = '', found] = announced.exec(text) ?? [];
  const delimiter = DELIMITERS.find((one) => one === found);
  return delimiter ? { delimiter, length: line.length } : null;
}

/** How well a delimiter cuts the text into rows as long as the first: 0 to 1, and 0 when the first has one cell. */
function scoreOf(text: string, delimiter: Delimiter, isWhole: boolean): { score: number; width: number } {
  const parser = new CsvParser(delimiter, false);
  const rows = parser.push(text).concat(isWhole ? parser.end() : []);
  const width = rows[0]?.cells.length ?? 0;
  if (width < 2) {
    const split = rows.filter(({ cells }) => cells.length > 1).length;
    return { score: 0, width: -split };
  }
  const even = rows.filter(({ cells, problem }) => problem === null && cells.length === width).length;
  return { score: even / rows.length, width };
}

/**
 * The delimiter of the text of a CSV: the one by which most rows are as long as the first. In a file of one column, the
 * one that cuts the fewest rows. `text` is the beginning of the file, or all of it when `isWhole`.
 */
export function findDelimiter(text: string, isWhole: boolean): Delimiter {
  let best: Delimiter = ';';
  let bestScore = -1;
  let bestWidth = Number.NEGATIVE_INFINITY;
  for (const delimiter of DELIMITERS) {
    const { score, width } = scoreOf(text, delimiter, isWhole);
    const isBetter = score > bestScore || (score === 0 && bestScore === 0 && width > bestWidth);
    if (isBetter) [best, bestScore, bestWidth] = [delimiter, score, width];
  }
  return best;
}
