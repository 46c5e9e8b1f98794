import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { maskPhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { QueryParams } from './filter.ts';
import { readSearch } from './search.ts';
import { confinedTo, nameBegins, searchWhere, visibleContacts } from './where.ts';

/** As many contacts as a short list of results shows. */
export const FOUND_AT_ONCE = 8;

/**
 * Whatever is typed, no more rows than these are looked at, so that a search while typing costs the same at a hundred contacts and at a million.
 * The latest of all hold enough of what is common; the indexes give all of what is rare.
 */
const LATEST = 2_000;
const CANDIDATES = 1_000;
/** Among the first names in order; where only one's own are wanted, most of them are another's. */
const CANDIDATES_TO_SIFT = 20_000;

/** A contact as results of a search name it. */
export type FoundContact = {
  id: number;
  name: string;
  company: string;
  maskedPhone: string | null;
  statusId: number;
};

/**
 * The first few contacts that match what was typed, as the search of the list does: those whose name begins with it before those that hold it
 * anywhere, the latest activity first. `q` as `parseContactFilter` gives it. @throws `forbidden`.
 */
export async function findFirstContacts(ctx: Ctx, q: string): Promise<FoundContact[]> {
  authorize(ctx, 'contact.read');
  const search = readSearch(q);
  if (search.kind === 'everything') return [];
  const holds = searchWhere(ctx, q);
  if (search.kind === 'phone') return toFound(ctx, await withMore(ctx, [], holds));
  const begins = nameBegins(search.kind === 'prefix' ? search.text : search.words.join(' '));
  const first = await findBeginning(ctx, begins);
  const isAll = search.kind === 'prefix' || first.length === FOUND_AT_ONCE;
  return toFound(ctx, isAll ? first : await withMore(ctx, first, holds));
}

/** The latest of those whose name begins so; of very many, if none of them is among the latest of all, the latest of the first by name. */
async function findBeginning(ctx: Ctx, begins: SQL): Promise<Row[]> {
  const lately = await findLately(ctx, begins);
  return lately.length >= FOUND_AT_ONCE
    ? lately.slice(0, FOUND_AT_ONCE)
    : followedBy(lately, await findByName(ctx, begins));
}

async function withMore(ctx: Ctx, first: Row[], holds: SQL | undefined): Promise<Row[]> {
  const lately = followedBy(first, await findLately(ctx, holds));
  return lately.length === FOUND_AT_ONCE ? lately : followedBy(lately, await findAnywhere(ctx, holds));
}

/**
 * The contacts with these `ids` (by comma) in the same order, as far as they still exist and may be seen: what a browser remembers of a person is
 * a number, never a name. @throws `forbidden`.
 */
export async function recallContacts(ctx: Ctx, params: QueryParams): Promise<FoundContact[]> {
  authorize(ctx, 'contact.read');
  const ids = readIds(params.ids);
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select(columns)
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), inArray(contacts.id, ids), visibleContacts(ctx)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return toFound(
    ctx,
    ids.flatMap((id) => byId.get(id) ?? []),
  );
}

function readIds(value: QueryParams[string]): number[] {
  if (typeof value !== 'string') return [];
  const parts = value.slice(0, 200).split(',');
  const ids = parts.filter((part) => /^[1-9]\d{0,14}$/.test(part)).map(Number);
  return [...new Set(ids)].slice(0, FOUND_AT_ONCE);
}

const { id, name, company, phone, statusId, lastActivityAt, workspaceId, ownerId, search } = contacts;
const columns = { id, name, company, phone, statusId, lastActivityAt };
type Row = Omit<FoundContact, 'maskedPhone'> & { phone: string | null; lastActivityAt: Date };

/** Those that match among the latest of the workspace. */
function findLately(ctx: Ctx, where: SQL | undefined): Promise<Row[]> {
  const latest = candidates(ctx)
    .where(eq(workspaceId, ctx.workspace.id))
    .orderBy(desc(lastActivityAt), desc(id))
    .limit(LATEST)
    .as('contacts');
  return latestOf(ctx, latest, and(where, visibleContacts(ctx)));
}

/** Those that match among the first by name. */
function findByName(ctx: Ctx, begins: SQL): Promise<Row[]> {
  const firstByName = candidates(ctx)
    .where(and(eq(workspaceId, ctx.workspace.id), begins))
    .orderBy(asc(name), asc(id))
    .limit(confinedTo(ctx) === null ? CANDIDATES : CANDIDATES_TO_SIFT)
    .as('contacts');
  return latestOf(ctx, firstByName, visibleContacts(ctx));
}

/** Those that match anywhere, by the trigram index: what is common has been found lately already. */
function findAnywhere(ctx: Ctx, holds: SQL | undefined): Promise<Row[]> {
  const anywhere = candidates(ctx)
    .where(and(eq(workspaceId, ctx.workspace.id), visibleContacts(ctx), holds))
    .limit(CANDIDATES)
    .as('contacts');
  return latestOf(ctx, anywhere);
}

/** Named as the table itself, so that conditions on contacts are ones on these. */
function candidates(ctx: Ctx) {
  return ctx.db.select({ ...columns, workspaceId, ownerId, search }).from(contacts);
}

type Candidates = ReturnType<ReturnType<typeof candidates>['as']>;

/** Twice as many as are shown: half of them may be known already. */
function latestOf(ctx: Ctx, from: Candidates, where?: SQL): Promise<Row[]> {
  return ctx.db
    .select(columns)
    .from(from)
    .where(where)
    .orderBy(desc(lastActivityAt), desc(id))
    .limit(2 * FOUND_AT_ONCE);
}

/** `first`, then those of `others` that are not among them, as many as are shown. */
function followedBy(first: Row[], others: Row[]): Row[] {
  const known = new Set(first.map((row) => row.id));
  return [...first, ...others.filter((row) => !known.has(row.id))].slice(0, FOUND_AT_ONCE);
}

function toFound(ctx: Ctx, rows: Row[]): FoundContact[] {
  return rows.map(({ phone: digits, lastActivityAt: _at, ...row }) => ({
    ...row,
    maskedPhone: digits === null ? null : maskPhone(digits, ctx.workspace.country),
  }));
}
