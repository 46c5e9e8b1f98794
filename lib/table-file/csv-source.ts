import { CsvParser } from './csv-parser.ts';
import { announcedDelimiter, findDelimiter } from './delimiter.ts';
import { type FoundEncoding, findEncoding, readText } from './encoding.ts';
import type { FileStart } from './file-kind.ts';
import type { RowSource } from './row-source.ts';
import type { Encoding, TableOptions } from './types.ts';

const TEXT_LOOKED_AT = 256 * 1024;

/** How much text the delimiter is guessed from: the beginning of the file. */
async function readBeginning(
  path: string,
  found: FoundEncoding,
): Promise<{ text: string; isWhole: boolean }> {
  let beginning = '';
  for await (const { text } of readText(path, found)) {
    beginning += text;
    if (beginning.length >= TEXT_LOOKED_AT) return { text: beginning, isWhole: false };
  }
  return { text: beginning, isWhole: true };
}

/** Without the mark that the file has, when it is of the encoding asked for. */
async function encodingOf(
  path: string,
  start: Buffer,
  asked: Encoding | null | undefined,
): Promise<FoundEncoding> {
  const found = await findEncoding(path, start);
  if (!asked || asked === found.encoding) return found;
  return { encoding: asked, markBytes: 0, isClean: false };
}

/** A file of text as rows. Encoding and delimiter are taken from its contents where the options name none. */
export async function openCsv(
  path: string,
  { start, size }: FileStart,
  options: TableOptions,
): Promise<RowSource> {
  const found = await encodingOf(path, start, options.encoding);
  const beginning = await readBeginning(path, found);
  const announced = announcedDelimiter(beginning.text);
  const withoutLine = beginning.text.slice(announced?.length ?? 0);
  const delimiter =
    options.delimiter ?? announced?.delimiter ?? findDelimiter(withoutLine, beginning.isWhole);
  const parser = new CsvParser(delimiter, !found.isClean);
  async function* pieces() {
    for await (const { text, read } of readText(path, found)) {
      yield { rows: parser.push(text), progress: read / size };
    }
    yield { rows: parser.end(), progress: 1 };
  }
  async function* withoutAnnouncement() {
    let isFirst = announced !== null;
    for await (const piece of pieces()) {
      // The line stays in the text, so that lines are counted as an editor counts them.
      if (isFirst && piece.rows.length > 0) {
        piece.rows.shift();
        isFirst = false;
      }
      yield piece;
    }
  }
  const { encoding } = found;
  return {
    about: { kind: 'csv', encoding, delimiter, sheets: [], sheet: null },
    pieces: withoutAnnouncement,
    isRagged: false,
    close: () => {},
  };
}
