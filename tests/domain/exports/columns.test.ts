import { describe, expect, test } from 'vitest';
import { LOCALES } from '#db/values.ts';
import { chosenColumns, EXPORT_FACTS, exportColumns } from '#domain/exports/columns.ts';
import { isBuiltInName } from '#domain/fields/rules.ts';
import { guessColumns } from '#domain/imports/guess-rules.ts';

const FIELDS = [{ id: 7, name: 'Plano', kind: 'text' as const, choices: [] }];
/** What each column becomes when its file is taken in. */
const BACK = {
  id: 'id',
  firstName: 'firstName',
  lastName: 'lastName',
  phone: 'phone',
  otherPhones: 'phone',
  email: 'email',
  otherEmails: 'email',
  company: 'company',
  website: 'website',
  type: 'type',
  status: 'status',
  origin: 'origin',
  owner: 'owner',
  isActive: 'isActive',
  groups: 'group',
  notes: 'notes',
  optedOutAt: 'skip',
  createdAt: 'skip',
  lastActivityAt: 'skip',
  'field:7': 'field:7',
};
const headers = (titles: string[]) => titles.map((header) => ({ header, looks: 'text' as const }));

describe.each(LOCALES)('titles in %s', (locale) => {
  const columns = exportColumns(locale, FIELDS);

  test('are mapped back by an import, all together', () => {
    const guessed = guessColumns(
      columns.map(({ key, title }) => ({ header: title, looks: key === 'id' ? 'number' : 'text' })),
      FIELDS,
    );
    expect(Object.fromEntries(columns.map(({ key }, at) => [key, guessed[at]]))).toEqual(BACK);
  });

  test.each(columns.filter(({ key }) => key !== 'id'))('$title alone as well', ({ key, title }) => {
    expect(guessColumns(headers([title]), FIELDS)).toEqual([BACK[key as keyof typeof BACK]]);
  });

  test.each(columns.slice(0, EXPORT_FACTS.length))('no custom field may be called $title', ({ title }) => {
    expect(isBuiltInName(title)).toBe(true);
  });
});

test('chosen columns keep the order of the file, and further phones bring the main one along', () => {
  const all = exportColumns('pt-BR', FIELDS);
  const keys = (chosen: string[]) => chosenColumns(all, chosen).map(({ key }) => key);
  expect(keys(['field:7', 'notes', 'id'])).toEqual(['id', 'notes', 'field:7']);
  expect(keys(['otherEmails', 'otherPhones'])).toEqual(['phone', 'otherPhones', 'email', 'otherEmails']);
});
