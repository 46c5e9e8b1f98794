import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inspectHere, readHere } from '#lib/table-file/table.ts';
import { LIMITS, TableFileError, type TableOptions } from '#lib/table-file/types.ts';
import { codeOf, rowsOf, store } from '../../support/table-file.ts';
import { makeXlsx, makeZip, textRow } from '../../support/xlsx-file.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const wide = (columns: number) => Array.from({ length: columns }, (_, at) => `c${at}`).join(';');

describe('CSV', () => {
  test.each<[string, Buffer | string, unknown]>([
    ['UTF-8', 'nome;fone\nJosé;1\n', { encoding: 'utf-8', delimiter: ';' }],
    ['UTF-8 with a mark', '\ufeffnome;fone\nJosé;1\n', { encoding: 'utf-8', delimiter: ';' }],
    ['UTF-16', utf16('\ufeffnome\tfone\nJosé\t1\n'), { encoding: 'utf-16le', delimiter: '\t' }],
    ['UTF-16 BE', utf16('nome,fone\nJosé,1\n').swap16(), { encoding: 'utf-16be', delimiter: ',' }],
    [
      'Windows-1252',
      Buffer.from('nome|fone\r\nJosé|1', 'latin1'),
      { encoding: 'windows-1252', delimiter: '|' },
    ],
    ['lines that end in CR', 'nome;fone\rJosé;1\r', { encoding: 'utf-8', delimiter: ';' }],
    ['sep=', 'sep=,\r\nnome,fone\r\nJosé,1', { encoding: 'utf-8', delimiter: ',' }],
    ['sep= after a mark', '\ufeffsep=|\nnome|fone\nJosé|1', { encoding: 'utf-8', delimiter: '|' }],
  ])('%s', async (_, bytes, about) => {
    const wanted = {
      kind: 'csv',
      sheets: [],
      sheet: null,
      header: ['nome', 'fone'],
      sample: [['José', '1']],
    };
    expect(await inspectHere(store(bytes), {})).toEqual({ ...wanted, ...(about as object) });
    expect(await rowsOf(bytes)).toEqual([[String(bytes).includes('sep=') ? 3 : 2, ['José', '1']]]);
  });

  test('UTF-16 with a mark may be of any script', async () => {
    const bytes = utf16(`\ufeffa;b\n${'\u0401\u0402\u0403;\u0e01\n'.repeat(9)}`);
    expect(await rowsOf(bytes)).toContainEqual([10, ['\u0401\u0402\u0403', '\u0e01']]);
  });

  test('every column is kept, whatever it is called', async () => {
    const { header } = await inspectHere(store('__proto__;constructor;;a;a;\n1;2;3;4;5;6\n'), {});
    expect(header).toEqual(['__proto__', 'constructor', '', 'a', 'a', '']);
  });

  test('rows are as wide as the header, or say that they are not', async () => {
    expect(await rowsOf('a;b\n1\n1;2;;\n1;2;3\n')).toEqual([
      [2, ['1', '']],
      [3, ['1', '2']],
      [4, ['1', '2', '3'], 'too_many_cells'],
    ]);
  });

  test('the delimiter and encoding that are asked for win', async () => {
    expect(await rowsOf('a;b,c\n1;2,3\n', { delimiter: ',' })).toEqual([[2, ['1;2', '3']]]);
    const latin = await rowsOf('a;b\né;2\n', { encoding: 'windows-1252' });
    expect(latin).toEqual([[2, ['Ã©', '2']]]);
  });

  test('takes back the apostrophes that an export puts in', async () => {
    expect(await rowsOf(`nome;fone\n'=1+1;'+5511912345678\n''=x;'t Hooft\n`)).toEqual([
      [2, ['=1+1', '+5511912345678']],
      [3, ["'=x", "'t Hooft"]],
    ]);
  });

  test('300 columns are as good as three', async () => {
    const { header } = await inspectHere(store(`${wide(300)}\n${wide(300)}\n`), {});
    expect(header.length).toBe(300);
  });
});

describe('refused', () => {
  const good = [{ name: 'a', data: textRow(1, 'a') + textRow(2, 'b') }];
  const sheetFile = 'xl/worksheets/sheet1.xml';
  const withSheet = (content: string | Buffer, more = {}) =>
    makeXlsx({ sheets: good, extra: [{ name: sheetFile, content, ...more }] });
  const book = makeXlsx({ sheets: good });
  const compound = (entry: string) => {
    const bytes = Buffer.alloc(2048);
    Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(bytes);
    bytes.writeUInt16LE(9, 30);
    utf16(entry).copy(bytes, 512);
    return bytes;
  };

  test.each<[string, Buffer | string, string, TableOptions?]>([
    ['0 bytes', '', 'empty'],
    ['only a mark', '\ufeff', 'empty'],
    ['only blank lines', '\n\r\n;;\n', 'empty'],
    ['header only', 'nome;fone\n', 'no_rows'],
    ['header only, in XLSX', makeXlsx({ sheets: [{ name: 'a', data: textRow(1, 'a') }] }), 'no_rows'],
    ['empty sheets', makeXlsx({ sheets: [{ name: 'a', data: '' }] }), 'empty'],
    [
      'an empty sheet that was asked for',
      makeXlsx({ sheets: [...good, { name: 'b', data: '' }] }),
      'empty',
      { sheet: 'b' },
    ],
    ['a sheet that is not there', book, 'sheet_missing', { sheet: 'b' }],
    ['too many columns', `${wide(LIMITS.columns + 1)}\n1\n`, 'too_many_columns'],
    [
      'a column far out',
      makeXlsx({ sheets: [{ name: 'a', data: '<row r="1"><c r="XFD1"><v>1</v></c></row>' }] }),
      'too_many_columns',
    ],
    [
      'a column that cannot be',
      withSheet('<worksheet><row r="1"><c r="XFE1"><v>1</v></c></row></worksheet>'),
      'damaged',
    ],
    ['a header with a quote that never ends', '"a;b\n1;2\n', 'bad_header'],
    ['a header with NUL', `a\0;b\n${'1;2\n'.repeat(50)}`, 'bad_header'],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'not_a_table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_table'],
    [
      'noise',
      Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 31 + at * 7) % 256)),
      'not_a_table',
    ],
    ['NULs', Buffer.alloc(5000), 'not_a_table'],
    ['a web page', '\n<!DOCTYPE html><table><tr><td>a</table>', 'not_a_table'],
    ['a web page in UTF-16', utf16('\ufeff<html><table>'), 'not_a_table'],
    ['an archive of something else', makeZip([{ name: 'a.txt', content: 'a' }]), 'not_a_table'],
    ['an old Excel file', compound('Workbook'), 'other_spreadsheet'],
    ['OpenDocument', makeZip([{ name: 'content.xml', content: '<a/>' }]), 'other_spreadsheet'],
    ['a binary workbook', makeZip([{ name: 'xl/workbook.bin', content: 'a' }]), 'other_spreadsheet'],
    ['an encrypted workbook', compound('EncryptedPackage'), 'encrypted'],
    ['an encrypted entry', withSheet('<worksheet/>', { flags: 1 }), 'encrypted'],
    ['an archive cut off', book.subarray(0, book.length - 100), 'damaged'],
    ['an archive of which only the start is left', book.subarray(0, 40), 'damaged'],
    ['no XML', withSheet('<worksheet><row></worksheet>'), 'damaged'],
    ['XML that ends early', withSheet('<worksheet><row r="1">'), 'damaged'],
    ['bytes that are not those of the checksum', withSheet('<worksheet/>', { checksum: 1 }), 'damaged'],
    ['more bytes than said', withSheet(`<worksheet>${' '.repeat(500)}</worksheet>`, { size: 10 }), 'damaged'],
    [
      'no such shared string',
      withSheet('<worksheet><row><c t="s"><v>7</v></c></row></worksheet>'),
      'damaged',
    ],
    [
      'rows out of order',
      withSheet(`<worksheet>${textRow(2, 'a')}${textRow(1, 'b')}</worksheet>`),
      'damaged',
    ],
    ['a row that cannot be', withSheet(`<worksheet>${textRow(1_048_577, 'a')}</worksheet>`), 'damaged'],
    ['no workbook in it', makeXlsx({ sheets: [] }), 'damaged'],
    [
      'names that leave the archive',
      makeXlsx({ sheets: good, extra: [{ name: '../../etc/x', content: 'x' }] }),
      'unsafe',
    ],
    ['DOCTYPE', withSheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'), 'unsafe'],
    [
      'entities nobody knows',
      withSheet('<worksheet><row><c t="str"><v>&b;</v></c></row></worksheet>'),
      'damaged',
    ],
    ['too deep', withSheet('<a>'.repeat(100)), 'unsafe'],
    [
      'a text without end',
      withSheet(`<worksheet><row><c><v>${'x'.repeat(3_000_000)}`, { isStored: true }),
      'unsafe',
    ],
    [
      'an attribute without end',
      withSheet(`<worksheet a="${'x'.repeat(3_000_000)}`, { isStored: true }),
      'unsafe',
    ],
    ['a bomb', withSheet(`<worksheet>${' '.repeat(40_000_000)}</worksheet>`), 'expands_too_much'],
    [
      'a bomb that says it is small',
      withSheet(`<worksheet>${' '.repeat(40_000_000)}</worksheet>`, { size: 1000 }),
      'damaged',
    ],
    ['an entry that says it is huge', withSheet('<worksheet/>', { size: 0xffff_fffe }), 'expands_too_much'],
  ])('%s', async (_, bytes, code, options) => expect(await codeOf(bytes, options)).toBe(code));

  test('one sheet named so often that reading them all would take hours', async () => {
    const blank = `<worksheet>${'<row/>'.repeat(200_000)}</worksheet>`;
    const names = Array.from({ length: 1000 }, (_, at) => `<sheet name="s${at}" r:id="s0"/>`).join('');
    const workbook = `<workbook xmlns:r="urn:r"><sheets>${names}</sheets></workbook>`;
    const extra = [
      { name: 'xl/workbook.xml', content: workbook },
      { name: sheetFile, content: blank },
    ];
    expect(await codeOf(makeXlsx({ sheets: good, extra }))).toBe('empty');
  });

  test('the name of a file says nothing', async () => {
    expect(await codeOf('a;b\n1;2\n', {}, 'table.xlsx')).toBe('ok');
    expect(await codeOf(book, {}, 'table.csv')).toBe('ok');
    expect(await codeOf('%PDF-1.7', {}, 'table.xlsx')).toBe('not_a_table');
  });

  test.each([
    ['nothing there', '/nowhere/at/all'],
    ['a folder', '/tmp'],
  ])('%s', async (_, path) => {
    await expect(inspectHere(path, {})).rejects.toMatchObject({ code: 'missing' });
  });

  test('more rows than may be', async () => {
    const path = store(`a\n${'1\n'.repeat(LIMITS.rows + 1)}`);
    let count = 0;
    const read = async () => {
      for await (const { rows } of readHere(path, {})) count += rows.length;
    };
    await expect(read()).rejects.toMatchObject({ code: 'too_many_rows' });
    expect(count).toBeLessThanOrEqual(LIMITS.rows);
  });
});

describe('damage', () => {
  const data = `${textRow(1, 'a', 'b')}<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>45000</v></c></row>`;
  const parts = {
    sheets: [{ name: 'a', data }],
    strings: '<si><t>é</t></si>',
    styles: '<cellXfs><xf/></cellXfs>',
  };
  const sheetFile = {
    name: 'xl/worksheets/sheet1.xml',
    content: `<worksheet>${data}</worksheet>`,
    isStored: true,
  };
  const seeds = [
    makeXlsx(parts),
    makeXlsx({ ...parts, extra: [sheetFile] }),
    Buffer.from('a;b\r\n"é";1\r\n"x\ny";2\r\n'),
    utf16('\ufeffa;b\né;1\n'),
  ];
  const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 34, 38, 60, 255)));

  test('any bytes of a file changed, or its end cut off: it is read, or refused with a code', async () => {
    const path = store('');
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(change, { maxLength: 6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        async (seed, changes, kept) => {
          const bytes = Buffer.from(seed.subarray(0, kept < 0.3 ? seed.length * kept * 3 : seed.length));
          for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
          writeFileSync(path, bytes);
          const failure = await inspectHere(path, {}).then(
            () => null,
            (error: unknown) => error,
          );
          expect(failure === null || failure instanceof TableFileError).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
