import { sql } from 'drizzle-orm';

/**
 * All spellings of the phone `value` as one: Brazilian mobiles with their ninth digit, Argentine ones without their 9, Mexican ones without
 * their 1. The same rules as `phoneVariants` in `lib/phone.ts`.
 */
export const ONE_SPELLING = sql`
  case
    when value ~ '^55[1-9][1-9][016-9][0-9]{7}$' then left(value, 4) || '9' || substr(value, 5)
    when value ~ '^549[0-9]{10}$' then '54' || substr(value, 4)
    when value ~ '^521[0-9]{10}$' then '52' || substr(value, 4)
    else value
  end`;

const others = (value: string, argentine: string) => `
  case
    when ${value} ~ '^55[1-9][1-9]9[016-9][0-9]{7}$' then array[left(${value}, 4) || substr(${value}, 6)]
    when ${value} ~ '^55[1-9][1-9][016-9][0-9]{7}$' then array[left(${value}, 4) || '9' || substr(${value}, 5)]
    ${argentine}
    when ${value} ~ '^521[0-9]{10}$' then array['52' || substr(${value}, 4)]
    when ${value} ~ '^52[0-9]{10}$' then array['521' || substr(${value}, 3)]
    else '{}'::text[]
  end`;

/** The other `phoneVariants` of the column `value`, as an array: by which phones a WhatsApp id may be known. */
export const variantsOf = (value: string) =>
  others(value, `when ${value} ~ '^549[0-9]{10}$' then array['54' || substr(${value}, 4)]`);

/** The other `whatsappSpellings` of the column `value`, as an array: under which ids WhatsApp may know a phone. */
export const whatsappIdsOf = (value: string) =>
  others(
    value,
    `when ${value} ~ '^54[0-9]{10}$' and ${value} !~ '^549[0-9]{10}$' then array['549' || substr(${value}, 3)]`,
  );
