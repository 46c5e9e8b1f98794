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
