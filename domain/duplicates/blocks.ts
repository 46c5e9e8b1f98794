import { type SQL, sql } from 'drizzle-orm';
import { ONE_SPELLING } from '../contacts/one-spelling.ts';
import { PUBLIC_DOMAINS } from './rules.ts';

/**
 * A way of putting contacts side by side that may be one person: those with the same key. A key that more than `max` share says nothing (a very
 * common name, a switchboard), so that no list is ever quadratic.
 */
export type Block = {
  /** Rows `id, key` of one workspace's contacts. */
  keys: (workspaceId: number) => SQL;
  max: number;
  isPhoneShared?: true;
};

const FOLDED = sql`lower(f_unaccent(name collate "C"))`;
const LAST = sql`substring(folded from '\\S+$')`;
const COMPANY = sql`lower(f_unaccent(company))`;
const USER = sql`split_part(lower(email), '@', 1)`;
const DOMAIN = sql`split_part(lower(email), '@', 2)`;
const AREA = sql`left(phone, 4)`;
const IS_PRIVATE = sql`email is not null and not ${DOMAIN} = any(${sql.param(PUBLIC_DOMAINS)}::text[])`;

/** Contacts with a full name in plain letters, `folded`. */
function named(workspaceId: number, key: SQL, where: SQL): SQL {
  return sql`
    select id, ${key} as key
    from (
      select id, phone, email, company, ${FOLDED} as folded from contacts
      where workspace_id = ${workspaceId} and first_name || ' ' || last_name ~ '\\S\\s+\\S' and ${where}
    ) as named`;
}

const ENDS = sql`left(folded, 3) || '|' || left(${LAST}, 3)`;

/** In the order in which a pass goes through them. */
export const BLOCKS: readonly Block[] = [
  {
    keys: (workspaceId) => sql`
      select distinct contact_id as id, ${ONE_SPELLING} as key from contact_identities
      where workspace_id = ${workspaceId} and kind = 'phone'`,
    max: 10,
    isPhoneShared: true,
  },
  {
    keys: (workspaceId) => sql`
      select id, right(phone, 8) as key from contacts
      where workspace_id = ${workspaceId} and length(phone) >= 10`,
    max: 20,
  },
  {
    keys: (workspaceId) => sql`
      select id, ${USER} as key from contacts where workspace_id = ${workspaceId} and email is not null`,
    max: 20,
  },
  {
    keys: (workspaceId) => named(workspaceId, sql`folded || '|' || ${COMPANY}`, sql`company <> ''`),
    max: 10,
  },
  {
    keys: (workspaceId) => named(workspaceId, sql`${ENDS} || '|' || ${COMPANY}`, sql`company <> ''`),
    max: 20,
  },
  { keys: (workspaceId) => named(workspaceId, sql`folded || '|' || ${DOMAIN}`, IS_PRIVATE), max: 10 },
  { keys: (workspaceId) => named(workspaceId, sql`${ENDS} || '|' || ${DOMAIN}`, IS_PRIVATE), max: 20 },
  // One slip in the last word, or in the first: all the others are the same, and so is how it begins.
  {
    keys: (workspaceId) =>
      named(
        workspaceId,
        sql`${AREA} || left(folded, length(folded) - greatest(length(${LAST}) - 4, 0))`,
        sql`length(phone) >= 10 and length(first_name || last_name) >= 11`,
      ),
    max: 20,
  },
  {
    keys: (workspaceId) =>
      named(
        workspaceId,
        sql`${AREA} || left(folded, 3) || substring(folded from '\\s.*$')`,
        sql`length(phone) >= 10 and length(first_name || last_name) >= 11`,
      ),
    max: 20,
  },
];
