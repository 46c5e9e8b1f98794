import { expect, test } from 'vitest';
import type { FileFacts } from '#domain/imports/types.ts';
import { withoutNumbers, withoutRows } from '#domain/privacy/file-rules.ts';

const file: FileFacts = {
  kind: 'csv',
  encoding: 'utf-8',
  delimiter: ';',
  sheets: [],
  sheet: null,
  columns: [
    { header: 'Nome', looks: 'text', filled: 2, sample: ['Ana', 'Bia'], values: null },
    {
      header: 'Fonte',
      looks: 'text',
      filled: 3,
      sample: ['Site', 'Feira'],
      values: {
        distinct: 2,
        common: [
          { value: 'Site', count: 2 },
          { value: 'Feira', count: 1 },
        ],
      },
    },
  ],
};

test('what a row gave to its file goes, what others gave as well stays', () => {
  const [name, origin] = withoutRows(file, [['Ana', ' Site']]).columns;
  expect(name?.sample).toEqual(['Bia']);
  expect(origin).toMatchObject({
    sample: ['Site', 'Feira'],
    values: {
      distinct: 2,
      common: [
        { value: 'Site', count: 1 },
        { value: 'Feira', count: 1 },
      ],
    },
  });
  const [, emptied] = withoutRows(file, [['Ana', 'Feira']]).columns;
  expect(emptied).toMatchObject({
    sample: ['Site'],
    values: { distinct: 1, common: [{ value: 'Site', count: 2 }] },
  });
});

test('entries about a row go, wherever they stand', () => {
  const forecast = {
    counts: { created: 2 },
    preview: [
      { number: 1, contact: { name: 'Ana' } },
      { number: 2, contact: { name: 'Bia' } },
    ],
    problems: [{ reason: 'bad_phone', sample: [{ number: 1, value: 'x' }] }],
  };
  expect(withoutNumbers(forecast, new Set([1]))).toEqual({
    counts: { created: 2 },
    preview: [{ number: 2, contact: { name: 'Bia' } }],
    problems: [{ reason: 'bad_phone', sample: [] }],
  });
  expect(withoutNumbers(null, new Set([1]))).toBeNull();
});
