import type postgres from 'postgres';
import { slug } from './people.ts';
import {
  AREA_CODES,
  BUSINESS_KINDS,
  BUSINESS_NAMES,
  FIRST_NAMES,
  LAST_NAMES,
  NAME_ENDS,
  NAME_STARTS,
} from './words.ts';

/** The common names, then thousands that somebody's parents made up. */
function firstNames(): string[] {
  const made = NAME_ENDS.flatMap((end) => NAME_STARTS.map((start) => start + end));
  return [...new Set([...FIRST_NAMES, ...made])];
}

function businesses(): string[] {
  return BUSINESS_NAMES.flatMap((name) => BUSINESS_KINDS.map((kind) => `${kind} ${name}`));
}

/**
 * Puts the words into temporary tables, from which a million contacts are drawn inside the database: `word`, its ASCII `slug`, its place `n` from
 * 0. `pg_temp.draw(serial, which)` gives a number from 0 to below 1 that is always the same for the same two.
 */
export async function makeWordTables(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    create function pg_temp.draw(serial bigint, which bigint) returns double precision
    language sql immutable parallel safe
    return (hashint8extended(serial, which) & 2147483647)::double precision / 2147483648`;
  await makeTable(tx, 'seed_first_names', firstNames());
  await makeTable(tx, 'seed_last_names', LAST_NAMES);
  await makeTable(tx, 'seed_businesses', businesses());
  await makeTable(tx, 'seed_areas', AREA_CODES.map(String));
}

async function makeTable(tx: postgres.TransactionSql, name: string, words: string[]): Promise<void> {
  await tx`create temporary table ${tx(name)} (n int, word text, slug text) on commit drop`;
  const slugs = words.map((word) => slug(word, ''));
  await tx`
    insert into ${tx(name)}
    select place - 1, word, slug
    from unnest(${words}::text[], ${slugs}::text[]) with ordinality as given (word, slug, place)`;
  await tx`analyze ${tx(name)}`;
}
