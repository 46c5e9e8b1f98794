import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatPhone,
  maskPhone,
  parsePhone,
  phoneVariants,
  samePhoneLockKey,
  whatsappSpellings,
} from '#lib/phone.ts';

describe('parsePhone', () => {
  test.each([
    ['+55 (11) 91234-5678', 'BR', '5511912345678'],
    ['(+55) 11 91234 5678', 'BR', '5511912345678'],
    ['\u202a+55 11 91234\u20115678\u202c', 'BR', '5511912345678'],
    ['11 91234-5678', 'BR', '5511912345678'],
    ['11.91234.5678', 'BR', '5511912345678'],
    ['011 91234-5678', 'BR', '5511912345678'],
    ['0 15 11 91234-5678', 'BR', '5511912345678'],
    ['+55 (011) 91234-5678', 'BR', '5511912345678'],
    ['0055 11 91234-5678', 'BR', '5511912345678'],
    ['5511912345678', 'BR', '5511912345678'],
    ['１１９１２３４５６７８', 'BR', '5511912345678'],
    ['551112345678', 'BR', '551112345678'],
    ['+55 31 9896-6398', 'BR', '553198966398'],
    ['31 9896-6398', 'BR', '553198966398'],
    ['(11) 3234-5678', 'BR', '551132345678'],
    ['55 91234-5678', 'BR', '5555912345678'],
    ['55 9123-4567', 'BR', '555591234567'],
    ['0800 123 4567', 'BR', '558001234567'],
    ['4004-1234', 'BR', '5540041234'],
    ['+351 912 345 678', 'BR', '351912345678'],
    ['00351 912 345 678', 'BR', '351912345678'],
    ['+44 (0)20 7946 0958', 'BR', '442079460958'],
    ['(650) 555-1234', 'US', '16505551234'],
    ['16505551234', 'US', '16505551234'],
    ['0151 12345678', 'DE', '4915112345678'],
    ['4915112345678', 'DE', '4915112345678'],
    ['011 15 2345-6789', 'AR', '5491123456789'],
    ['5491123456789', 'AR', '5491123456789'],
    ['541123456789', 'AR', '541123456789'],
    ['55 1234 5678', 'MX', '525512345678'],
    ['5215512345678', 'MX', '5215512345678'],
    ['+52 1 55 1234 5678', 'BR', '5215512345678'],
    ['+5511912345678', 'not a country', '5511912345678'],
  ])('%j typed in %s is %s', (input, country, e164) => {
    expect(parsePhone(input, country)).toEqual({ e164 });
  });

  test.each([
    ['', 'BR'],
    ['+', 'BR'],
    ['123', 'BR'],
    ['190', 'BR'],
    ['91234-5678', 'BR'],
    ['9123-4567', 'BR'],
    ['119123456789', 'BR'],
    ['+55 11 912345678901', 'BR'],
    ['+55 11 81234-56789', 'BR'],
    ['00000000000', 'BR'],
    ['11 91234-5678 / 11 3333-4444', 'BR'],
    ['++5511912345678', 'BR'],
    ['5511912345678+', 'BR'],
    ['11 9123A-5678', 'BR'],
    ['1-800-FLOWERS', 'US'],
    ['ligar 11912345678', 'BR'],
    ['11912345678;drop', 'BR'],
    ['351912345678', 'BR'],
    ['5215512345678', 'BR'],
    ['11912345678', 'not a country'],
    ['1'.repeat(500), 'BR'],
    [5511912345678, 'BR'],
    [null, 'BR'],
    [['11912345678'], 'BR'],
  ])('refuses %j typed in %s', (input, country) => {
    expect(parsePhone(input, country)).toBeNull();
  });

  test('never throws, and gives 7 to 15 digits that it reads again as they are', () => {
    const unit = fc.constantFrom(...'0123456789+() -./');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit })), (text) => {
        const parsed = parsePhone(text, 'BR');
        if (!parsed) return;
        expect(parsed.e164).toMatch(/^\d{7,15}$/);
        expect(parsePhone(`+${parsed.e164}`, 'BR')).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });
});

const variantCases: [why: string, digits: string, variants: string[]][] = [
  ['mobile without the ninth digit', '553198966398', ['553198966398', '5531998966398']],
  ['mobile with the ninth digit', '5531998966398', ['5531998966398', '553198966398']],
  ['local part that no landline has', '551112345678', ['551112345678', '5511912345678']],
  ['and the same with the ninth digit', '5511912345678', ['5511912345678', '551112345678']],
  ['landline: never gains a 9', '553132345678', ['553132345678']],
  ['without its 9 it would be a landline', '5541932345678', ['5541932345678']],
  ['0800 is no area code', '5508001234567', ['5508001234567']],
  ['Argentine mobile', '5491123456789', ['5491123456789', '541123456789']],
  ['Argentine, may be a landline', '541123456789', ['541123456789']],
  ['partial number', '549', ['549']],
  ['Mexican with the 1', '5215512345678', ['5215512345678', '525512345678']],
  ['Mexican without the 1', '525512345678', ['525512345678', '5215512345678']],
  ['no rule: Britain', '447700900123', ['447700900123']],
  ['no rule: United States', '16505551234', ['16505551234']],
  ['empty', '', ['']],
];

describe('phoneVariants', () => {
  test.each(variantCases)('%s', (_why, digits, variants) => {
    expect(phoneVariants(digits)).toEqual(variants);
  });

  test.each(variantCases)('%s: one lock for all', (_why, digits) => {
    const keys = new Set(phoneVariants(digits).map(samePhoneLockKey));
    expect(keys.size).toBe(1);
  });

  test('Brazilian variants know each other', () => {
    const brazilian = fc.stringMatching(/^55[1-9]{2}9?\d{8}$/);
    fc.assert(
      fc.property(brazilian, (digits) => {
        for (const variant of phoneVariants(digits)) expect(phoneVariants(variant)).toContain(digits);
      }),
    );
  });

  test('the three ways of writing one contact meet', () => {
    const spellings = ['+55 (11) 91234-5678', '5511912345678', '551112345678'];
    const found = spellings.map((text) => phoneVariants(parsePhone(text, 'BR')?.e164 ?? '').toSorted());
    expect(new Set(found.map(String)).size).toBe(1);
  });
});

describe('formatPhone and maskPhone', () => {
  test.each([
    ['5511912345678', 'BR', '(11) 91234-5678', '(11) •••••-5678'],
    ['551112345678', 'BR', '(11) 1234-5678', '(11) ••••-5678'],
    ['553198966398', 'BR', '(31) 9896-6398', '(31) ••••-6398'],
    ['551132345678', 'BR', '(11) 3234-5678', '(11) ••••-5678'],
    ['558001234567', 'BR', '0800 123 4567', '•••• ••• 4567'],
    ['5540041234', 'BR', '4004-1234', '••••-1234'],
    ['5511912345678', 'US', '+55 11 91234 5678', '+55 •• ••••• 5678'],
    ['553198966398', 'US', '+55 31 9896 6398', '+55 •• •••• 6398'],
    ['16505551234', 'US', '(650) 555-1234', '(650) •••-1234'],
    ['16505551234', 'BR', '+1 650 555 1234', '+1 ••• ••• 1234'],
    ['5215512345678', 'MX', '55 1234 5678', '•• •••• 5678'],
    ['5215512345678', 'BR', '+52 55 1234 5678', '+52 •• •••• 5678'],
    ['5511912345678', '', '+55 11 91234 5678', '+55 •• ••••• 5678'],
    ['99999999999999', 'BR', '+99999999999999', '+••••••••••9999'],
    ['54991', 'BR', '+54 991', '+54 •••'],
    ['999', 'BR', '+999', '+•••'],
    ['', 'BR', '+', '+'],
  ])('%s read in %s', (digits, country, formatted, masked) => {
    expect(formatPhone(digits, country)).toBe(formatted);
    expect(maskPhone(digits, country)).toBe(masked);
  });
});

test('a Brazilian mobile read the short way is what the long way gives', () => {
  const digits = fc.stringMatching(/^(55)?[1-9]\d9\d{8}$/);
  fc.assert(
    // A slash is left to the long way, and means nothing.
    fc.property(digits, (typed) => {
      expect(parsePhone(typed, 'BR')).toEqual(parsePhone(`${typed.slice(0, -2)}/${typed.slice(-2)}`, 'BR'));
    }),
    { numRuns: 1_000 },
  );
});

test.each([
  ['5511988887777', ['5511988887777', '551188887777']],
  ['551188887777', ['551188887777', '5511988887777']],
  ['551132345678', ['551132345678']],
  ['541123456789', ['541123456789', '5491123456789']],
  ['5491123456789', ['5491123456789']],
  ['525512345678', ['525512345678', '5215512345678']],
  ['351912345678', ['351912345678']],
])('WhatsApp may know who has %s as %j', (phone, ids) => {
  expect(whatsappSpellings(phone)).toEqual(ids);
});
