import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvParser } from '#lib/table-file/csv-parser.ts';
import type { TableRow } from '#lib/table-file/types.ts';

function parse(pieces: string[], delimiter = ';', canHoldBadBytes = false): TableRow[] {
  const parser = new CsvParser(delimiter, canHoldBadBytes);
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()];
}

const short = ({ line, cells, problem }: TableRow) => [line, cells, ...(problem ? [problem] : [])];

describe('rows', () => {
  test.each<[string, string, unknown[]]>([
    [
      'plain',
      'a;b\n1;2\n',
      [
        [1, ['a', 'b']],
        [2, ['1', '2']],
      ],
    ],
    ['no line end at the end', 'a;b', [[1, ['a', 'b']]]],
    [
      'CRLF',
      'a\r\nb\r\n',
      [
        [1, ['a']],
        [2, ['b']],
      ],
    ],
    [
      'CR',
      'a\rb\r',
      [
        [1, ['a']],
        [2, ['b']],
      ],
    ],
    [
      'all line ends',
      'a\r\nb\rc\nd',
      [
        [1, ['a']],
        [2, ['b']],
        [3, ['c']],
        [4, ['d']],
      ],
    ],
    [
      'blank lines count',
      'a\n\n;;\n"";\nb',
      [
        [1, ['a']],
        [5, ['b']],
      ],
    ],
    ['quotes', '"a;b";"c""d";""\n', [[1, ['a;b', 'c"d', '']]]],
    [
      'quoted line ends',
      '"a\nb\r\nc\rd";e\nf',
      [
        [1, ['a\nb\r\nc\rd', 'e']],
        [5, ['f']],
      ],
    ],
    ['blanks after a quote', '"a"  ;"b" \n', [[1, ['a', 'b']]]],
    ['quotes inside text', 'a "b" c;5"\n', [[1, ['a "b" c', '5"']]]],
    ['spaces stay', ' a ;\tb\n', [[1, [' a ', '\tb']]]],
    ['empty cells stay', ';a;;\n', [[1, ['', 'a', '', '']]]],
    [
      'a quote that never ends',
      'a\n"b;c\nd;e\nf',
      [
        [1, ['a']],
        [2, ['"b', 'c'], 'quote'],
        [3, ['d', 'e']],
        [4, ['f']],
      ],
    ],
    [
      'text after a quote',
      '"a"b;c\nd',
      [
        [1, ['"a"b', 'c'], 'quote'],
        [2, ['d']],
      ],
    ],
    [
      'a quote that only ends in a later row',
      '"a;b\nc;"d"\ne',
      [
        [1, ['"a', 'b'], 'quote'],
        [2, ['c', 'd']],
        [3, ['e']],
      ],
    ],
    [
      'NUL',
      'a\0b;c\nd',
      [
        [1, ['a\0b', 'c'], 'nul'],
        [2, ['d']],
      ],
    ],
    [
      'half a pair',
      'a\ud800;b\nc',
      [
        [1, ['a\ud800', 'b'], 'surrogate'],
        [2, ['c']],
      ],
    ],
    ['whole pairs', '\u{1f600};b', [[1, ['\u{1f600}', 'b']]]],
    ['names of objects', '__proto__;constructor;a;a', [[1, ['__proto__', 'constructor', 'a', 'a']]]],
  ])('%s', (_, text, rows) => {
    expect(parse([text]).map(short)).toEqual(rows);
    expect(parse([...text].flatMap((letter) => letter.split(''))).map(short)).toEqual(rows);
  });

  test('bytes that could not be read only count where there can be any', () => {
    expect(parse(['a\ufffd'], ';', true).map(short)).toEqual([[1, ['a\ufffd'], 'encoding']]);
    expect(parse(['a\ufffd'], ';', false).map(short)).toEqual([[1, ['a\ufffd']]]);
  });

  test('a quote on the second line that never ends costs that line only, however much follows', () => {
    const line = `${'x'.repeat(98)};\n`;
    const parser = new CsvParser(';', false);
    const rows = parser.push('head;\n"open;\n');
    for (let piece = 0; piece < 40; piece += 1) rows.push(...parser.push(line.repeat(1000)));
    rows.push(...parser.end());
    expect(rows.length).toBe(40_002);
    expect(rows[1]).toEqual({ line: 2, cells: ['"open', ''], problem: 'quote' });
    expect(rows.slice(2).every(({ problem }) => problem === null)).toBe(true);
    expect(rows.at(-1)?.line).toBe(40_002);
  });

  test('a line without end is one row, cut short, and the next is read', () => {
    const parser = new CsvParser(';', false);
    const rows = parser.push('head\n');
    for (let piece = 0; piece < 40; piece += 1) rows.push(...parser.push('y'.repeat(100_000)));
    rows.push(...parser.push('\r'), ...parser.push('\nnext\n'), ...parser.end());
    expect(rows.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, 'too_long'],
      [3, null],
    ]);
    expect(rows[1]?.cells.join('').length).toBeLessThan(5000);
  });

  test('a cell that is too long is cut, in its row only', () => {
    const rows = parse([`a;${'z'.repeat(100_001)};b\nc;${'z'.repeat(100_000)}\n`]);
    expect(rows.map(({ cells, problem }) => [cells.length, problem])).toEqual([
      [3, 'too_long'],
      [2, null],
    ]);
  });
});

const cell = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('"', ';', '\n', '\r', ' ', 'a') }),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

test('what is quoted by the rules is read as it was, however the text is cut', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 7 }), (table, size) => {
      const text = table.map((line) => `${line.map(quoted).join(';')}\r\n`).join('');
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
        text.slice(at * size, (at + 1) * size),
      );
      const wanted = table.filter((line) => line.some((one) => one !== ''));
      expect(parse(pieces).map(({ cells }) => cells)).toEqual(wanted);
    }),
  );
});

test('any text gives the same rows however it is cut, every line in one of them', () => {
  const anything = fc.string({
    unit: fc.constantFrom('"', '"', ';', '\n', '\r', ' ', 'a', 'b'),
    maxLength: 60,
  });
  fc.assert(
    fc.property(anything, (text) => {
      const whole = parse([text]);
      expect(parse(text.split(''))).toEqual(whole);
      const lines = whole.map(({ line }) => line);
      expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
    }),
    { numRuns: 2000 },
  );
});
