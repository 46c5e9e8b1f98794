import { describe, expect, it } from 'vitest';
import { originViewHref, parseOriginView, viewOrigins } from '#domain/origins/filter.ts';

const origin = (id: number, name: string, isArchived = false, aliases: string[] = []) => ({
  id,
  name,
  isArchived,
  version: 1,
  aliases: aliases.map((alias, index) => ({ id: id * 10 + index, name: alias, mergeId: null })),
});

const plain = { q: '', isArchived: false, page: 1 };

describe('parseOriginView', () => {
  it.each([
    [{}, plain],
    [
      { q: '  face ', show: 'archived', page: '3' },
      { q: 'face', isArchived: true, page: 3 },
    ],
    [{ page: '-1' }, plain],
    [{ page: '1e309' }, plain],
    [{ page: 'NaN' }, plain],
    [{ page: '2.5' }, plain],
    [{ page: '9007199254740993' }, { ...plain, page: 1000 }],
    [{ show: 'everything' }, plain],
    [
      { q: ['a', 'b'], page: ['2', '3'] },
      { q: 'a', isArchived: false, page: 2 },
    ],
    [{ q: 'x'.repeat(9_999) }, { ...plain, q: 'x'.repeat(100) }],
  ])('%j', (params, view) => {
    expect(parseOriginView(params)).toEqual(view);
  });

  it('writes what it reads, and leaves out what is plain', () => {
    expect(originViewHref(plain)).toBe('/origins');
    const view = { q: 'a&b', isArchived: true, page: 2 };
    const href = originViewHref(view);
    expect(parseOriginView(Object.fromEntries(new URL(href, 'http://x').searchParams))).toEqual(view);
  });
});

describe('viewOrigins', () => {
  const all = [
    origin(1, 'Indicações'),
    origin(2, 'Google Ads', false, ['Adwords']),
    origin(3, 'Rádio', true),
    origin(4, '100% grátis_'),
  ];
  it.each([
    ['', [1, 2, 4]],
    ['INDICACOES', [1]],
    ['adword', [2]],
    ['ads google', [2]],
    ['%', [4]],
    ['_', [4]],
    ['radio', []],
  ])('%j finds %j', (q, ids) => {
    expect(viewOrigins(all, { ...plain, q }).rows.map((row) => row.id)).toEqual(ids);
  });

  it('says how many wait on the other side', () => {
    expect(viewOrigins(all, { ...plain, q: 'radio' })).toMatchObject({ activeTotal: 0, archivedTotal: 1 });
    expect(viewOrigins(all, { ...plain, isArchived: true }).rows).toHaveLength(1);
  });

  it('gives pages, and the last one for any that is too far', () => {
    const many = Array.from({ length: 250 }, (_, index) => origin(index + 1, `Fonte ${index + 1}`));
    expect(viewOrigins(many, { ...plain, page: 2 })).toMatchObject({ from: 101, page: 2, pageTotal: 3 });
    const last = viewOrigins(many, { ...plain, page: 99 });
    expect(last).toMatchObject({ from: 201, total: 250, page: 3 });
    expect(last.rows).toHaveLength(50);
    expect(viewOrigins([], { ...plain, page: 5 })).toMatchObject({ rows: [], page: 1, total: 0 });
  });
});
