import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { getImport } from '#domain/imports/get.ts';
import { listImportRows } from '#domain/imports/list-rows.ts';
import { startImport } from '#domain/imports/start.ts';
import { startUpload } from '#domain/imports/start-upload.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { verify } from '#domain/verify/verify.ts';
import { log } from '#lib/log.ts';
import { useDatabase } from '../../support/connect.ts';
import { countContacts, makeImportWorld, plan, upload } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { makeXlsx, makeZip, textRow } from '../../support/xlsx-file.ts';

const { db, url } = useDatabase();
log.level = 'silent';

const HEADER = 'Nome;Telefone;Empresa';
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0];
const SHEET = { name: 'A', data: textRow(1, 'Nome', 'Telefone') + textRow(2, 'Ana', '11912345678') };

/** A workbook whose sheet has this for XML. */
const withSheet = (content: string) =>
  makeXlsx({ sheets: [SHEET], extra: [{ name: 'xl/worksheets/sheet1.xml', content }] });

const many = (count: number, text: string) => Array.from({ length: count }, () => text).join(';');

describe('a file that is none leaves nothing but why', () => {
  test.each<[what: string, contents: string | Uint8Array, failure: string]>([
    ['nothing but blanks', '\n\n', 'empty'],
    ['nothing but a byte order mark', '\ufeff', 'empty'],
    ['only a header', `${HEADER}\n`, 'no_rows'],
    [
      'a sheet with only a header',
      makeXlsx({ sheets: [{ name: 'A', data: textRow(1, 'Nome') }] }),
      'no_rows',
    ],
    ['a picture', Buffer.from(PNG), 'not_a_table'],
    ['a web page', '<!doctype html><html><body>x</body></html>', 'not_a_table'],
    ['a ZIP of other things', makeZip([{ name: 'foto.jpg', content: 'x' }]), 'not_a_table'],
    ['the beginning of a ZIP and nothing more', Buffer.from('PK\x03\x04 and no more'), 'damaged'],
    ['half of a workbook', makeXlsx({ sheets: [SHEET] }).subarray(0, 300), 'damaged'],
    ['a bomb', withSheet(`<worksheet>${' '.repeat(40_000_000)}</worksheet>`), 'expands_too_much'],
    [
      'names that leave the archive',
      makeXlsx({ sheets: [SHEET], extra: [{ name: '../x', content: '' }] }),
      'unsafe',
    ],
    ['XML that declares entities', withSheet('<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'), 'unsafe'],
    ['5,000 columns', `${many(5_000, 'Nome')}\n${many(5_000, 'x')}\n`, 'too_many_columns'],
    [
      'a quote in the header that never ends',
      `Nome;"Telefone\n${'Ana;11912345678\n'.repeat(50)}`,
      'bad_header',
    ],
    ['a NUL in the header', `Nome;Tele\0fone\n${'Ana;11912345678\n'.repeat(50)}`, 'bad_header'],
  ])('%s', async (_, contents, failure) => {
    const { ctx, shop } = await makeImportWorld(db(), url());
    const id = await upload(shop, ctx, contents, 'x.xlsx');
    expect(await getImport(ctx, { id })).toMatchObject({ state: 'failed', failure, rowCount: 0 });
    expect(readdirSync(shop.folder)).toEqual([]);
    const [left] = await db().execute(sql`
      select (select count(*)::int from import_rows where import_id = ${id}) as rows,
        (select count(*)::int from import_facts where import_id = ${id}) as facts`);
    expect(left).toEqual({ rows: 0, facts: 0 });
    await refused(startImport(ctx, { id }), 'in_use');
    expect(await countContacts(ctx)).toBe(0);
  });

  test.each([
    [0, 'empty_file'],
    [200 * 2 ** 20 + 1, 'too_large'],
    [-1, 'empty_file'],
    [1.5, 'invalid'],
  ])('of %d bytes it does not even come', async (fileBytes, code) => {
    const { ctx } = await makeImportWorld(db(), url());
    const sending = startUpload(ctx, { fileName: 'a.csv', fileBytes, fingerprint: 'size-of-it' });
    expect((await refused(sending, 'invalid')).fields).toMatchObject({ fileBytes: { code } });
  });
});

/** Has a file imported to its end. */
async function through(contents: string | Uint8Array, fileName?: string) {
  const { ctx, shop, originId } = await makeImportWorld(db(), url());
  const id = await upload(shop, ctx, contents, fileName);
  const checked = await plan(shop, ctx, id, { originId });
  await startImport(ctx, { id });
  await workOffImports(shop);
  const made = await db().execute<{ first_name: string; phone: string; company: string }>(sql`
    select first_name, phone, company from contacts where workspace_id = ${ctx.workspace.id} order by phone`);
  const rejected = (await listImportRows(ctx, { id, outcome: 'rejected' })).rows;
  const done = await getImport(ctx, { id });
  expect(Object.values(done.counts ?? {}).reduce((sum, count) => sum + count, 0)).toBe(done.rowCount);
  expect(done.counts).toEqual(checked.forecast?.counts);
  expect(readdirSync(shop.folder)).toEqual([]);
  return {
    done,
    made: made.map(({ first_name, company }) => [first_name, company]),
    rejected: rejected.map(({ line, reason }) => [line, reason]),
  };
}

describe('text in any encoding arrives as it was written', () => {
  const accents = `${HEADER}\nJoão;11911110001;Açaí & Cia – “Pão”\nZoë;11911110002;Dom’s €5\n`;
  const asian = `${HEADER}\n王伟;11911110001;株式会社\n😀;11911110002;Łódź\n`;
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const made = (file: string) =>
    file
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(';'))
      .map(([name, , company]) => [name, company]);
  const windows = (text: string) =>
    Buffer.from(
      text.replace(
        /[–“”’€]/g,
        (mark) => ({ '–': '\x96', '“': '\x93', '”': '\x94', '’': '\x92' })[mark] ?? '\x80',
      ),
      'latin1',
    );

  test.each<[what: string, bytes: Uint8Array, file: string]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeff${asian}`), asian],
    ['UTF-16, little end first', utf16(`\ufeff${asian}`), asian],
    ['UTF-16, big end first', utf16(`\ufeff${asian}`).swap16(), asian],
    ['UTF-16 without a mark', utf16(accents), accents],
    ['UTF-16, big end first, without a mark', utf16(accents).swap16(), accents],
    ['Windows-1252', windows(accents), accents],
  ])('%s', async (_, bytes, file) => {
    const { done, made: contacts } = await through(bytes);
    expect(done).toMatchObject({ state: 'done', counts: { created: 2 } });
    expect(contacts).toEqual(made(file));
  });
});

describe('what is wrong with a row is wrong with that row', () => {
  test('a quote that never ends, and a character that is none', async () => {
    const rows = ['A;11911110001;x', 'B\u0007;11911110002;', '"C;11911110003;', 'D;11911110004;'];
    const { made, rejected } = await through(`${HEADER}\n${rows.join('\n')}\n`);
    expect(made).toEqual([
      ['A', 'x'],
      ['D', ''],
    ]);
    expect(rejected).toEqual([
      [3, 'bad_characters'],
      [4, 'quote'],
    ]);
  });

  test('a NUL byte, and more cells than columns', async () => {
    const good = Array.from({ length: 60 }, (_, index) => `P;1192222${1_000 + index};`);
    const bad = ['A\0;11911110001;', 'B;11911110002;x;y;z'];
    const { done, rejected } = await through([HEADER, ...good, ...bad].join('\n'));
    expect(done.counts).toMatchObject({ created: 60, rejected: 2 });
    expect(rejected).toEqual([
      [62, 'nul'],
      [63, 'too_many_cells'],
    ]);
    expect(await verify(db())).toEqual([]);
  });

  test('half of a pair in a workbook', async () => {
    const row = (line: number, name: string) => textRow(line, name, `1191111000${line}`);
    const data = textRow(1, 'Nome', 'Telefone') + row(2, 'x_xD800_') + row(3, 'Ana');
    const { done, rejected } = await through(makeXlsx({ sheets: [{ name: 'A', data }] }));
    expect(done.counts).toMatchObject({ created: 1, rejected: 1 });
    expect(rejected).toEqual([[2, 'surrogate']]);
  });

  test('pairs that stand where long values are cut', async () => {
    const [long, bad] = [`${'x'.repeat(119)}😀`, `${'x'.repeat(199)}😀`];
    const { done } = await through(`${HEADER}\nAna;11911110001;${long}\nBia;${bad};\n`);
    expect(done).toMatchObject({ state: 'done', counts: { created: 1, rejected: 1 } });
  });

  test('columns named like parts of the language are columns', async () => {
    const file = 'Nome;Telefone;__proto__;constructor;Nome;\nAna;11911110001;a;b;c;d\n';
    const { ctx, shop, originId } = await makeImportWorld(db(), url());
    const checked = await plan(shop, ctx, await upload(shop, ctx, file), { originId });
    expect(checked.file?.columns.map(({ header }) => header)).toEqual([
      ...['Nome', 'Telefone', '__proto__', 'constructor', 'Nome', ''],
    ]);
    expect(checked.forecast?.counts).toMatchObject({ created: 1 });
  });

  test('a table of text under the name of a workbook is read as what it is', async () => {
    const { done } = await through(`${HEADER}\nAna;11911110001;x\n`, 'clientes.xlsx');
    expect(done).toMatchObject({ state: 'done', file: { kind: 'csv' }, counts: { created: 1 } });
  });
});
