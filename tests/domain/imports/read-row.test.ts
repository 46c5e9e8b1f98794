import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInput } from '#domain/contacts/input.ts';
import { DomainError } from '#domain/errors.ts';
import { firstPlan } from '#domain/imports/guess-rules.ts';
import { rowReader } from '#domain/imports/read-row.ts';
import { parseInput } from '#domain/input.ts';

const FIELDS = ['firstName', 'lastName', 'phone', 'email', 'company', 'website', 'notes'] as const;
type Field = (typeof FIELDS)[number];

const COUNTRIES = ['BR', 'MX', 'US', 'AR'] as const;
type Country = (typeof COUNTRIES)[number];
/** Made once: thousands of cells are compared. */
const FORMS = Object.fromEntries(COUNTRIES.map((country) => [country, createInput(country)])) as Record<
  Country,
  ReturnType<typeof createInput>
>;

const FILLED = { firstName: 'Ana', phone: '+5511912345678', email: 'ana@x.com', originId: 1 };
const NO_CHOICES = { statuses: [], origins: [], owners: [], groups: [], fields: [] };

/** What a field becomes, or why it does not; nothing is null, however each of the two writes it down. */
type Outcome = { value: string | null } | { code: string };

function byForm(field: Field, typed: string, country: Country): Outcome {
  try {
    const facts = parseInput(FORMS[country], { ...FILLED, [field]: typed });
    return { value: facts[field] || null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(Object.keys(error.fields)).toEqual([field]);
    const code = error.fields[field]?.code ?? '';
    // Whether a row may do without is decided where it is known whom it is about.
    return code === 'required' ? { value: null } : { code };
  }
}

function byImport(field: Field, cell: string, country: Country): Outcome {
  const place = { country, locale: 'pt-BR', isTyped: false } as const;
  const read = rowReader(firstPlan([field]), NO_CHOICES, place)([cell]);
  return 'reason' in read ? { code: read.reason } : { value: read[field] };
}

/** A cell of several phones or e-mails is what a form does not have. */
const isSeveral = (field: Field, cell: string) =>
  (field === 'phone' && /[;,|/]|:::|\b(?:ou|or|y|e)\b/.test(cell)) ||
  (field === 'email' && /\S[\s;,|:]+\S/.test(cell));

const NOTHING = { value: null };
const is = (value: string) => ({ value });
const not = (code: string) => ({ code });

const FULL_WIDTH = '（１１）９１２３４－５６７８';

describe('a cell is read as the form of a contact reads the field', () => {
  test.each<[Field, string, Outcome]>([
    ['phone', '+55 (11) 91234-5678', is('5511912345678')],
    ['phone', '5511912345678', is('5511912345678')],
    ['phone', '551112345678', is('551112345678')],
    ['phone', '  11 91234.5678\u00a0', is('5511912345678')],
    ['phone', '\u202a+55 11 91234‑5678\u202c', is('5511912345678')],
    ['phone', FULL_WIDTH, is('5511912345678')],
    ['phone', '１１９１２３４５６７８', is('5511912345678')],
    ['phone', '11\t91234\n5678', is('5511912345678')],
    ['phone', `11${' '.repeat(80)}91234-5678`, is('5511912345678')],
    ['phone', '+1 (212) 555-0123', is('12125550123')],
    ['phone', '(11) 3333-4444', is('551133334444')],
    ['phone', '91234-5678', not('bad_phone')],
    ['phone', '5,51198E+12', not('bad_phone')],
    ['phone', 'não tem', not('bad_phone')],
    ['phone', `11 91234${'-'.repeat(40)}5678`, not('too_long')],
    ['phone', `${'1'.repeat(41)}`, not('too_long')],
    ['phone', '11 91234-5678\u0000', not('bad_characters')],
    ['phone', '11\u000b91234-5678', not('bad_characters')],
    ['phone', ' \u3164\u200b ', NOTHING],
    ['email', ' Ana@Exemplo.COM.br ', is('Ana@Exemplo.COM.br')],
    ['email', 'ana\u200b@x.com', is('ana@x.com')],
    ['email', 'josé@açaí.com.br', is('josé@açaí.com.br')],
    ['email', 'ana＠x.com', not('bad_email')],
    ['email', 'ana@x', not('bad_email')],
    ['email', 'ana@@x.com', not('bad_email')],
    ['email', `${'a'.repeat(300)}@x.com`, not('too_long')],
    ['email', 'ana@x.com\u0007', not('bad_characters')],
    ['email', '\u00a0', NOTHING],
    ['firstName', '  Ana \u3000 Maria ', is('Ana Maria')],
    ['firstName', 'Jose\u0301', is('José')],
    ['firstName', 'Ana\u202eairaM', is('AnaairaM')],
    ['firstName', '<script>alert(1)</script>', is('<script>alert(1)</script>')],
    ['firstName', '=1+1', is('=1+1')],
    ['firstName', '👩‍👩‍👧', is('👩‍👩‍👧')],
    ['firstName', '👍'.repeat(80), is('👍'.repeat(80))],
    ['firstName', '👍'.repeat(81), not('too_long')],
    ['firstName', 'Ana\ud800', not('bad_characters')],
    ['firstName', '\u3164', NOTHING],
    ['lastName', 'da\u0085Silva', is('da Silva')],
    ['company', 'x'.repeat(120), is('x'.repeat(120))],
    ['company', 'x'.repeat(121), not('too_long')],
    ['company', 'x'.repeat(100_001), not('too_long')],
    ['website', 'Exemplo.com.br', is('https://exemplo.com.br')],
    ['website', 'http://x.com/a?b=1', is('http://x.com/a?b=1')],
    ['website', 'javascript:alert(1)', not('bad_website')],
    ['website', 'https://ana:senha@x.com', not('bad_website')],
    ['website', 'x y.com', not('bad_website')],
    ['website', `x.com/${'a'.repeat(300)}`, not('too_long')],
    ['notes', ' um \r\n dois\u2028três ', is('um\ndois\ntrês')],
    ['notes', 'x'.repeat(10_001), not('too_long')],
    ['notes', 'a\u0000b', not('bad_characters')],
  ])('%s %j', (field, typed, outcome) => {
    expect(byForm(field, typed, 'BR')).toEqual(outcome);
    expect(byImport(field, typed, 'BR')).toEqual(outcome);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      '11',
      '91234',
      '5678',
      '+55',
      '(',
      ')',
      '-',
      '.',
      ' ',
      '\u00a0',
      '\u3000',
      '\u200b',
      '\u202e',
    ),
    fc.constantFrom(
      '\t',
      '\n',
      '\u0085',
      '\u0007',
      '\u0000',
      '\ud800',
      '\u3164',
      '１',
      '９',
      '＋',
      '–',
      'é',
      'e\u0301',
    ),
    fc.constantFrom(
      'ana',
      '@',
      'x.com',
      'https://',
      'www.',
      '/a',
      '#',
      '?',
      ':',
      'x'.repeat(30),
      '👍',
      '00',
      '52 1',
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  );
  const typed = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));

  test('whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELDS),
        typed,
        fc.constantFrom(...COUNTRIES),
        (field, cell, country) => {
          fc.pre(!isSeveral(field, cell));
          expect(byImport(field, cell, country)).toEqual(byForm(field, cell, country));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('a cell of several', () => {
  const place = { country: 'BR', locale: 'pt-BR', isTyped: false } as const;
  const read = (field: 'phone' | 'email', cell: string) =>
    rowReader(firstPlan([field]), NO_CHOICES, place)([cell]);

  test.each([
    '(11) 91234-5678 / 21 98888-7777',
    '11912345678;21988887777',
    '11912345678 ::: 021 98888 7777',
    '11912345678 ou 21988887777, 5511912345678',
    '１１９１２３４５６７８ | 21988887777',
  ])('phones %j', (cell) => {
    expect(read('phone', cell)).toMatchObject({
      phone: '5511912345678',
      identities: [{ kind: 'phone', value: '5521988887777', variant: '552188887777' }],
    });
  });

  test.each(['11912345678 / 123', '11912345678;;não tem', `11912345678;${'2'.repeat(41)}`])(
    'one of which is none is refused: %j',
    (cell) => {
      expect(read('phone', cell)).toEqual({ reason: 'bad_phone', column: 1 });
    },
  );

  test('e-mails, the same one in another case once', () => {
    expect(read('email', 'Ana@x.com; ana@X.com, bia@y.com')).toMatchObject({
      email: 'Ana@x.com',
      identities: [{ kind: 'email', value: 'bia@y.com', variant: null }],
    });
  });
});
