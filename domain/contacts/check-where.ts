import { and, eq, gte, inArray, isNotNull, isNull, lt, not, or, type SQL, sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { escapeLike } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { cameFromSql } from './came-from.ts';
import type { Check, FieldTest, TextMode } from './check.ts';
import { pastWhere } from './past-where.ts';

/** The tallies' key for contacts that belong to nobody. */
export const NOBODY = 0;

/** From three letters on the trigram index of `search` finds a text. */
const INDEXED = /[\p{L}\p{N}]{3}/u;
/** What `search` is made of: a text found in one of these is found there too. */
const SEARCHED: readonly string[] = ['name', 'phone', 'email', 'company'];
/** The index of custom texts holds so many letters of each. */
const INDEXED_PREFIX = 60;

/** A check as a condition on `contacts`. */
export function checkWhere(ctx: Ctx, check: Check, way: Way = 'joined'): SQL {
  switch (check.kind) {
    case 'nothing':
      return sql`false`;
    case 'all':
      return and(...check.checks.map((one) => checkWhere(ctx, one, way))) ?? sql`true`;
    case 'any':
      return or(...check.checks.map((one) => checkWhere(ctx, one, 'hashed'))) ?? sql`false`;
    case 'not':
      return notWhere(ctx, check.check, way);
    default:
      return elsewhere(ctx, check, way) ?? columnWhere(check);
  }
}

/**
 * How other tables are asked. Where all conditions must hold the planner may begin there or probe for each contact; as one of several that may
 * hold it would always probe, and is told to gather the answers first.
 */
type Way = 'joined' | 'hashed';

/** The contrary, also for who has no value: `not` alone leaves the unknown unknown. */
function notWhere(ctx: Ctx, check: Check, way: Way): SQL {
  if (check.kind === 'all' || check.kind === 'any') return sql`(${checkWhere(ctx, check, way)}) is not true`;
  const answered = elsewhere(ctx, check, way);
  if (answered) return sql`not ${answered}`;
  switch (check.kind) {
    case 'instant':
      if (check.from === null && check.to === null) return isNull(contacts[check.column]);
      return sql`(${checkWhere(ctx, check)}) is not true`;
    case 'text':
      return sql`(${textIs(folded(check.column), check.mode, check.text)}) is not true`;
    case 'in':
      if (check.column === 'ownerId') return sql`(${columnWhere(check)}) is not true`;
      return not(checkWhere(ctx, check));
    case 'unowned':
      return isNotNull(contacts.ownerId);
    case 'optedOut':
      return isNull(contacts.optedOutAt);
    default:
      return not(checkWhere(ctx, check));
  }
}

function columnWhere(check: Check): SQL {
  switch (check.kind) {
    case 'text':
      return textWhere(check);
    case 'filled':
      return check.column === 'phone' || check.column === 'email'
        ? isNotNull(contacts[check.column])
        : sql`${contacts[check.column]} <> ''`;
    case 'in':
      return inArray(contacts[check.column], check.ids);
    case 'unowned':
      return isNull(contacts.ownerId);
    case 'type':
      return inArray(contacts.type, check.types);
    case 'active':
      return eq(contacts.isActive, true);
    case 'optedOut':
      return isNotNull(contacts.optedOutAt);
    case 'instant':
      return instantWhere(check);
    default:
      throw new Error(`${check.kind} is no condition on a column`);
  }
}

function instantWhere({ column, from, to }: Extract<Check, { kind: 'instant' }>): SQL {
  const at = contacts[column];
  const within = and(from ? gte(at, from) : undefined, to ? lt(at, to) : undefined);
  return within ?? isNotNull(at);
}

/** Taking accents off costs twenty times what else is done to a text: only where a letter takes more than one byte can there be any. */
function folded(column: Extract<Check, { kind: 'text' }>['column']): SQL {
  const text = contacts[column];
  if (column === 'phone') return sql`${text}`;
  // Spelt as its index is.
  if (column === 'notes') return sql`lower(f_unaccent(${text}))`;
  return sql`case when octet_length(${text}) = char_length(${text}) then lower(${text}) else lower(f_unaccent(${text})) end`;
}

function textWhere({ column, mode, text }: Extract<Check, { kind: 'text' }>): SQL {
  const exact = textIs(folded(column), mode, text);
  if (column === 'notes') return sql`(${contacts.notes} <> '' and ${exact})`;
  if (!SEARCHED.includes(column) || !INDEXED.test(text)) return exact;
  return sql`(${contacts.search} like ${`%${escapeLike(text)}%`} and ${exact})`;
}

function textIs(value: SQL, mode: TextMode, text: string): SQL {
  const literal = escapeLike(text);
  switch (mode) {
    case 'equals':
      return sql`${value} = ${text}`;
    case 'contains':
      return sql`${value} like ${`%${literal}%`}`;
    case 'starts':
      return sql`${value} like ${`${literal}%`}`;
    case 'ends':
      return sql`${value} like ${`%${literal}`}`;
  }
}

/** Conditions that other tables answer. */
function elsewhere(ctx: Ctx, check: Check, way: Way): SQL | null {
  switch (check.kind) {
    case 'group':
      // A deleted group keeps its members for a while, in case it is brought back.
      return found(
        ctx,
        way,
        sql`group_members x`,
        check.ids
          ? sql`x.group_id = ${anyOf(check.ids)}`
          : sql`exists (select from groups g
              where g.workspace_id = x.workspace_id and g.id = x.group_id and g.deleted_at is null)`,
      );
    case 'consent':
      return found(ctx, way, sql`consents x`, sql`x.purpose = ${check.purpose} and x.revoked_at is null`);
    case 'import':
      return found(
        ctx,
        way,
        sql`import_outcomes x`,
        sql`x.import_id = ${anyOf(check.ids)} and x.outcome = ${check.outcome} and x.contact_id is not null`,
      );
    case 'field':
      return found(ctx, way, sql`field_values x`, sql`x.field_id = ${check.id}${fieldIs(check.test)}`);
    case 'stay':
    case 'stood':
    case 'moved':
    case 'touched':
      return pastWhere(ctx, check);
    case 'cameFrom':
      return sql`(${cameFromSql(ctx.workspace.id)} = ${anyOf(check.originIds)})`;
    default:
      return null;
  }
}

function found(ctx: Ctx, way: Way, table: SQL, condition: SQL): SQL {
  const rows = sql`from ${table} where x.workspace_id = ${ctx.workspace.id} and ${condition}`;
  return way === 'hashed'
    ? sql`${contacts.id} in (select x.contact_id ${rows})`
    : sql`exists (select 1 ${rows} and x.contact_id = ${contacts.id})`;
}

function anyOf(ids: readonly number[]): SQL {
  return sql`any(${`{${ids.join(',')}}`}::bigint[])`;
}

function fieldIs(test: FieldTest): SQL {
  switch (test.kind) {
    case 'filled':
      return sql``;
    case 'text':
      return sql` and x.text is not null and ${customTextIs(test)}`;
    case 'number':
      return sql` and x.number ${sql.raw(test.sign)} ${test.number}::numeric`;
    case 'range':
      return sql` and x.number between ${test.from}::numeric and ${test.to}::numeric`;
    case 'date':
      return sql`${test.from ? sql` and x.date >= ${test.from}::date` : sql``}${
        test.to ? sql` and x.date <= ${test.to}::date` : sql``
      } and x.date is not null`;
    case 'choice':
      return sql` and x.choice_id = ${anyOf(test.ids)}`;
    case 'yesNo':
      return sql` and x.yes_no = ${test.is}`;
  }
}

/** The index's own expression alone, wherever it decides: then its statistics tell the planner how many answers there are. */
function customTextIs({ mode, text }: Extract<FieldTest, { kind: 'text' }>): SQL {
  const letters = [...text];
  const beginning = letters.slice(0, INDEXED_PREFIX).join('');
  const indexed = sql`left(lower(f_unaccent(x.text)), ${sql.raw(String(INDEXED_PREFIX))})`;
  const exact = textIs(sql`lower(f_unaccent(x.text))`, mode, text);
  if (mode !== 'equals' && mode !== 'starts') return exact;
  const isDecided = letters.length < INDEXED_PREFIX;
  return isDecided ? textIs(indexed, mode, beginning) : sql`${textIs(indexed, mode, beginning)} and ${exact}`;
}

/** A check as a condition on `contact_tallies`, or null when they cannot tell. */
export function checkTallies(check: Check): SQL | null {
  switch (check.kind) {
    case 'nothing':
      return sql`false`;
    case 'all':
    case 'any': {
      const parts = check.checks.map(checkTallies);
      if (parts.includes(null)) return null;
      const known = parts.filter((part) => part !== null);
      return (check.kind === 'all' ? and(...known) : or(...known)) ?? sql`true`;
    }
    case 'not': {
      const inner = checkTallies(check.check);
      return inner && not(inner);
    }
    case 'in':
      return inArray(contactTallies[check.column], check.ids);
    case 'unowned':
      return eq(contactTallies.ownerId, NOBODY);
    case 'type':
      return inArray(contactTallies.type, check.types);
    case 'active':
      return eq(contactTallies.isActive, true);
    default:
      return null;
  }
}
