import { describe, expect, test } from 'vitest';
import { inspectHere } from '#lib/table-file/table.ts';
import { rowsOf, store } from '../../support/table-file.ts';
import { makeXlsx, textRow } from '../../support/xlsx-file.ts';

describe('XLSX', () => {
  const cells = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c><c r="D1" t="s"><v>2</v></c></row>
    <row r="3" spans="1:4"><c r="A3"><v>5.511912345678E12</v></c><c r="B3" s="1"><v>45322</v></c><c r="D3" t="b"><v>1</v></c></row>
    <row r="4"><c r="A4" t="e"><v>#N/A</v></c><c r="B4" t="str"><f>A1&amp;"x"</f><v>x&amp;y</v></c><c r="C4" t="s"><v>1</v></c><c r="D4" s="2"><v>0.5</v></c></row>
    <row r="5"><c r="A5" s="1"/></row>
    <row r="1000000"><c r="D1000000" t="d"><v>2024-01-31</v></c></row>`;
  const strings = `<si><t>__proto__</t></si><si><t xml:space="preserve"> 00123</t></si>
    <si><r><rPr><b/></rPr><t>two</t></r><r><t> runs</t></r><rPh sb="0" eb="1"><t>spoken</t></rPh></si>`;
  const styles = `<numFmts><numFmt numFmtId="164" formatCode="hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
    <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>`;
  const sheets = [
    { name: 'Vazia', data: '<row r="1"><c r="A1"/></row>' },
    { name: 'Oculta', data: textRow(1, 'x'), state: 'hidden' },
    { name: 'Dados &amp; mais', data: cells },
    { name: 'Outra', data: textRow(1, 'a') + textRow(2, 'b') },
  ];
  const book = makeXlsx({ sheets, strings, styles });

  test('is inspected: visible sheets, and the first with anything in it', async () => {
    expect(await inspectHere(store(book), {})).toEqual({
      kind: 'xlsx',
      encoding: null,
      delimiter: null,
      sheets: ['Vazia', 'Dados & mais', 'Outra'],
      sheet: 'Dados & mais',
      header: ['__proto__', '', 'rich', 'two runs'],
      sample: [
        ['5511912345678', '2024-01-31', '', 'true'],
        ['#N/A', 'x&y', ' 00123', '12:00:00'],
        ['', '', '', '2024-01-31'],
      ],
    });
  });

  test('is read with the numbers of its rows', async () => {
    expect((await rowsOf(book)).map((row) => (row as unknown[])[0])).toEqual([3, 4, 1_000_000]);
    expect(await rowsOf(book, { sheet: 'Outra' })).toEqual([[2, ['b']]]);
  });

  test('days since 1904', async () => {
    const data = `${textRow(1, 'dia')}<row r="2"><c r="A2" s="1"><v>43860</v></c></row>`;
    const properties = '<workbookPr date1904="1"/>';
    const bytes = makeXlsx({ sheets: [{ name: 'a', data }], styles, properties });
    expect(await rowsOf(bytes)).toEqual([[2, ['2024-01-31']]]);
  });

  test('prefixes, and rows and cells that say nothing of their place', async () => {
    const data =
      '<x:row><x:c t="str"><x:v>a</x:v></x:c><x:c t="str"><x:v>b</x:v></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row>';
    const extra = [
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<x:worksheet xmlns:x="urn:x"><x:sheetData>${data}</x:sheetData></x:worksheet>`,
      },
    ];
    expect(await rowsOf(makeXlsx({ sheets: [{ name: 'a', data: '' }], extra }))).toEqual([[2, ['1', '']]]);
  });

  test('columns without a title are columns too; a cell beyond them all is told', async () => {
    const data = `${textRow(1, 'a')}${textRow(2, '1', '2')}<row r="3"><c r="XFD3"><v>1</v></c></row>`;
    expect(await rowsOf(makeXlsx({ sheets: [{ name: 'a', data }] }))).toEqual([
      [2, ['1', '2']],
      [3, ['', ''], 'too_many_cells'],
    ]);
  });

  test('characters that are no text are told by row', async () => {
    const data =
      textRow(1, 'a') + textRow(2, 'x_xD800_') + textRow(3, 'x_x0000_') + textRow(4, 'z'.repeat(100_001));
    const rows = await rowsOf(makeXlsx({ sheets: [{ name: 'a', data }] }));
    expect(rows.map((row) => (row as unknown[])[2])).toEqual(['surrogate', 'nul', 'too_long']);
  });
});
