import { and, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import type { IdentityKind } from '#db/values.ts';
import { startOfLocalDay } from '#lib/dates.ts';
import { parsePhone, phoneVariants } from '#lib/phone.ts';
import { escapeLike } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { checkTallies, checkWhere, NOBODY } from './check-where.ts';
import { nextDay } from './period-rules.ts';
import type { ResolvedFilter } from './resolve-filter.ts';
import { isEmail } from './rules.ts';
import { readSearch } from './search.ts';

/** Sorts after every letter in every ICU collation, so that a range of names is a prefix without case or accents. */
const AFTER_ALL = '\uffff';

/** The member whose own and unassigned contacts are all that may be seen, or null when everything may. */
export function confinedTo(ctx: Ctx): number | null {
  const { actor, workspace } = ctx;
  const isConfined = actor.kind === 'member' && actor.role === 'sales' && workspace.salesScope === 'own';
  return isConfined ? actor.userId : null;
}

/** The contacts that whoever acts may see, as a condition on `contacts`; undefined when that is all of the workspace's. */
export function visibleContacts(ctx: Ctx): SQL | undefined {
  const userId = confinedTo(ctx);
  return userId === null ? undefined : or(eq(contacts.ownerId, userId), isNull(contacts.ownerId));
}

/** Throws `not_found` unless the contact exists and may be seen. */
export async function requireVisible(ctx: Ctx, id: number): Promise<void> {
  const [found] = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)));
  if (!found) throw notFound();
}

/** A filter that `resolveFilter` gave as a condition on `contacts`: always within the workspace and what may be seen. */
export function contactFilterWhere(ctx: Ctx, filter: ResolvedFilter): SQL {
  return all(
    eq(contacts.workspaceId, ctx.workspace.id),
    visibleContacts(ctx),
    narrowing(ctx, filter),
    filter.segment === null ? undefined : narrowing(ctx, filter.segment),
  );
}

function narrowing(ctx: Ctx, filter: ResolvedFilter): SQL | undefined {
  return and(
    oneOf(contacts.statusId, filter.statusIds),
    oneOf(contacts.originId, filter.originIds),
    ownerWhere(filter.ownerIds),
    groupWhere(filter.groupIds),
    filter.type === null ? undefined : eq(contacts.type, filter.type),
    filter.active === null ? undefined : eq(contacts.isActive, filter.active),
    filter.createdFrom === null ? undefined : gte(contacts.createdAt, startOfDay(ctx, filter.createdFrom)),
    filter.createdTo === null
      ? undefined
      : lt(contacts.createdAt, startOfDay(ctx, nextDay(filter.createdTo))),
    searchWhere(ctx, filter.q),
    filter.check === null ? undefined : checkWhere(ctx, filter.check),
  );
}

/** The same as a condition on `contact_tallies`, or null when only the contacts themselves can tell (search, dates, groups, most conditions). */
export function tallyFilterWhere(ctx: Ctx, filter: ResolvedFilter): SQL | null {
  const userId = confinedTo(ctx);
  const parts = [filter, filter.segment].filter((part) => part !== null).map(tallyNarrowing);
  if (parts.includes(null)) return null;
  return all(
    eq(contactTallies.workspaceId, ctx.workspace.id),
    userId === null ? undefined : inArray(contactTallies.ownerId, [userId, NOBODY]),
    ...parts.map((part) => part ?? undefined),
  );
}

function tallyNarrowing(filter: ResolvedFilter): SQL | null {
  if (filter.q !== '' || filter.createdFrom !== null || filter.createdTo !== null) return null;
  if (filter.groupIds.length > 0) return null;
  const checked = filter.check === null ? undefined : checkTallies(filter.check);
  if (checked === null) return null;
  const ownerIds = filter.ownerIds.map((owner) => (owner === 'none' ? NOBODY : owner));
  return all(
    oneOf(contactTallies.statusId, filter.statusIds),
    oneOf(contactTallies.originId, filter.originIds),
    oneOf(contactTallies.ownerId, ownerIds),
    filter.type === null ? undefined : eq(contactTallies.type, filter.type),
    filter.active === null ? undefined : eq(contactTallies.isActive, filter.active),
    checked,
  );
}

function all(...conditions: (SQL | undefined)[]): SQL {
  return and(...conditions) ?? sql`true`;
}

type IdColumn = typeof contacts.statusId | typeof contacts.originId | (typeof contactTallies)['ownerId'];

function oneOf(column: IdColumn, ids: number[]): SQL | undefined {
  const [only] = ids;
  if (only === undefined) return undefined;
  return ids.length === 1 ? eq(column, only) : inArray(column, ids);
}

function ownerWhere(ownerIds: ResolvedFilter['ownerIds']): SQL | undefined {
  if (ownerIds.length === 0) return undefined;
  const members = ownerIds.filter((owner) => owner !== 'none');
  const isNobodyMeant = members.length < ownerIds.length;
  return or(
    isNobodyMeant ? isNull(contacts.ownerId) : undefined,
    members.length > 0 ? inArray(contacts.ownerId, members) : undefined,
  );
}

/** In any of the groups; one that was deleted has nobody. */
function groupWhere(groupIds: number[]): SQL | undefined {
  if (groupIds.length === 0) return undefined;
  const ids = sql.join(
    groupIds.map((id) => sql`${id}`),
    sql`, `,
  );
  return sql`exists (
    select from ${groupMembers} m join ${groups} g on g.workspace_id = m.workspace_id and g.id = m.group_id
    where m.workspace_id = ${contacts.workspaceId} and m.contact_id = ${contacts.id}
      and m.group_id in (${ids}) and g.deleted_at is null)`;
}

/** As conditions on dates have it, to the minute: where a clock change repeats midnight, the first one. */
function startOfDay({ workspace }: Ctx, day: string): SQL {
  return sql`${startOfLocalDay(day, workspace.timeZone).toISOString()}::timestamptz`;
}

/** What a search box asks for as a condition on `contacts`; undefined when it asks for nothing. */
export function searchWhere(ctx: Ctx, q: string): SQL | undefined {
  const search = readSearch(q);
  switch (search.kind) {
    case 'everything':
      return undefined;
    case 'prefix':
      return nameBegins(search.text);
    case 'words': {
      const [address = ''] = search.words;
      const found = and(...search.words.map(contains));
      return search.words.length === 1 && isEmail(address)
        ? or(found, holds(ctx, 'email', [address]))
        : found;
    }
    case 'phone': {
      const phone = parsePhone(search.digits, ctx.workspace.country);
      const whole = phone ? phoneVariants(phone.e164) : [];
      const typed = [search.digits, ...whole.filter((other) => !other.includes(search.digits))];
      return or(...typed.map(contains), holds(ctx, 'phone', [search.digits, ...whole]));
    }
  }
}

/** The contacts whose name begins with `text`, folded as `readSearch` does it. */
export function nameBegins(text: string): SQL {
  return all(gte(contacts.name, text), lt(contacts.name, text + AFTER_ALL));
}

/** Contacts that are also recognised by one of these; `search` holds only their main phone and e-mail. An array, so that an index answers. */
function holds(ctx: Ctx, kind: IdentityKind, values: string[]): SQL {
  return sql`${contacts.id} = any(array(
    select contact_id from contact_identities
    where workspace_id = ${ctx.workspace.id} and kind = ${kind} and ${inArray(sql`value`, values)}))`;
}

function contains(word: string): SQL {
  return sql`${contacts.search} like ${`%${escapeLike(word)}%`}`;
}
