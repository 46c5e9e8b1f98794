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

/** The other spellings of the phone `value` under which WhatsApp may know it, as an array; the same as `whatsappSpellings` in `lib/phone.ts`. */
export const OTHER_SPELLINGS = `
  case
    when value ~ '^55[1-9][1-9]9[016-9][0-9]{7}$' then array[left(value, 4) || substr(value, 6)]
    when value ~ '^55[1-9][1-9][016-9][0-9]{7}$' then array[left(value, 4) || '9' || substr(value, 5)]
    when value ~ '^549[0-9]{10}$' then '{}'::text[]
    when value ~ '^54[0-9]{10}$' then array['549' || substr(value, 3)]
    when value ~ '^521[0-9]{10}$' then array['52' || substr(value, 4)]
    when value ~ '^52[0-9]{10}$' then array['521' || substr(value, 3)]
    else '{}'::text[]
  end`;
