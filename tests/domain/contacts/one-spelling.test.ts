import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { variantsOf, whatsappIdsOf } from '#domain/contacts/one-spelling.ts';
import { phoneVariants, whatsappSpellings } from '#lib/phone.ts';
import { useDatabase } from '../../support/connect.ts';

const { db } = useDatabase();

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const phones = fc
  .tuple(
    fc.constantFrom('55', '5511', '55119', '54', '549', '52', '521', '351', ''),
    fc.integer({ min: 7, max: 11 }),
  )
  .chain(([start, length]) => digits(length).map((rest) => `${start}${rest}`));

test('the database spells phones as the product does', async () => {
  const all = fc.sample(phones, { numRuns: 3_000, seed: 7 });
  const rows = await db().execute<{ value: string; ids: string[]; variants: string[] }>(sql`
    select value, ${sql.raw(whatsappIdsOf('value'))} as ids, ${sql.raw(variantsOf('value'))} as variants
    from jsonb_array_elements_text(${JSON.stringify(all)}::jsonb) as value`);
  expect(rows).toHaveLength(3_000);
  for (const { value, ids, variants } of rows) {
    expect([value, ...ids]).toEqual(whatsappSpellings(value));
    expect([value, ...variants]).toEqual(phoneVariants(value));
  }
});

test('a phone is among the variants of every id under which WhatsApp may know it', () => {
  fc.assert(
    fc.property(phones, (phone) =>
      whatsappSpellings(phone).every((one) => phoneVariants(one).includes(phone)),
    ),
  );
  fc.assert(
    fc.property(phones, (id) => phoneVariants(id).every((one) => whatsappSpellings(one).includes(id))),
  );
});
