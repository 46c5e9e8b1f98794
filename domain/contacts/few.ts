import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '../ctx.ts';
import type { Check } from './check.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { contactFilterWhere } from './where.ts';

/** Counting stops here where only the contacts themselves can tell. */
export const COUNT_MAX = 10_000;

/**
 * `with few as (…), tally as (…)`: what matches, in no order, until there are too many to count, and how many those are (`tally.total`). The planner
 * takes the quickest way to the matches. Up to `COUNT_MAX` they are all there and can be sorted; beyond that one in a hundred of a million
 * matches, and walking along an index in the wanted order meets enough of them soon.
 */
export function withFew(ctx: Ctx, filter: ResolvedFilter, columns: SQL): SQL {
  // One that reaches the limit has more than can be counted by itself, so that what a branch leaves out is never missed.
  const branches = branchesOf(filter).map(
    (branch) =>
      sql`(select ${columns} from ${contacts} where ${contactFilterWhere(ctx, branch)} limit ${COUNT_MAX + 1})`,
  );
  return sql`with few as materialized (${sql.join(branches, sql` union `)}),
    tally as materialized (select count(*)::int as total from few)`;
}

const BRANCHES_MAX = 6;

/** The filter as several, each without `any`, that together match the same: each is then answered by an index of its own. */
function branchesOf(filter: ResolvedFilter): ResolvedFilter[] {
  const own = filter.check ? spread(filter.check) : [];
  const branches = own.length > 1 ? own.map((check) => ({ ...filter, check })) : [filter];
  const { segment } = filter;
  const theirs = segment?.check ? spread(segment.check) : [];
  if (!segment || theirs.length * branches.length > BRANCHES_MAX || theirs.length < 2) return branches;
  return branches.flatMap((branch) => theirs.map((check) => ({ ...branch, segment: { ...segment, check } })));
}

/** Conditions that an index of their own answers, but not together with others in one scan. */
const INDEXED_KINDS: readonly Check['kind'][] = [
  'text',
  'group',
  'consent',
  'import',
  'field',
  'optedOut',
  'stay',
  'stood',
  'moved',
  'touched',
];

/** As far as there are not too many: several conditions that each come to two would soon be thousands. */
function spread(check: Check): Check[] {
  const branches: Check[] = [];
  const left = [check];
  for (let next = left.shift(); next; next = left.shift()) {
    const parts = splitOnce(next);
    if (parts.length > 1 && branches.length + left.length + parts.length <= BRANCHES_MAX)
      left.unshift(...parts);
    else branches.push(next);
  }
  return branches;
}

function splitOnce(check: Check): Check[] {
  if (check.kind === 'any') return isWorthIt(check) ? check.checks : [];
  if (check.kind !== 'all') return [];
  const group = check.checks.find((one) => one.kind === 'any' && isWorthIt(one));
  if (group?.kind !== 'any') return [];
  const others = check.checks.filter((one) => one !== group);
  return group.checks.map((one) => ({ kind: 'all', checks: [...others, one] }));
}

function isWorthIt({ checks }: { checks: Check[] }): boolean {
  return checks.length <= BRANCHES_MAX && checks.some(isSelective);
}

function isSelective(check: Check): boolean {
  return check.kind === 'all' ? check.checks.some(isSelective) : INDEXED_KINDS.includes(check.kind);
}

/** Inside a statement that begins with `withFew`: whether all matches are in `few`. */
export const ARE_FEW = sql.raw(`(select total from tally) <= ${COUNT_MAX}`);
