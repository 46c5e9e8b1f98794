import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { z } from 'zod';
import { contactEvents } from '#db/schema/events.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import type { ActorKind, ContactEventKind } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { requireVisible } from './where.ts';

export const EVENTS_PER_PAGE = 30;

/** A status, origin or member as it is called now; colour for statuses only. */
type Named = { name: string; colour: string | null };

/** What changed, from → to; null: nothing was or is there. Who a status, origin or owner is comes as `Named`. */
export type TimelineChange = { field: string; from: TimelineValue; to: TimelineValue };
export type TimelineValue = string | boolean | Named | null;

export type TimelineEvent = {
  id: number;
  kind: ContactEventKind;
  at: Date;
  actor: { kind: ActorKind; name: string | null };
  /** Part of one act on many contacts, such as retiring a status. */
  isBulk: boolean;
  changes: TimelineChange[];
};

export type TimelinePage = { events: TimelineEvent[]; next: string | null };

const input = z.object({ id, cursor: z.string().nullish().catch('') });
const facts = z.record(z.string(), z.unknown()).catch({});
type Facts = z.output<typeof facts>;

/** Facts that are ids of something with a name; and what is not shown as a change of its own. */
const POINTERS = ['statusId', 'originId', 'ownerId'];
const UNSHOWN = ['statusSince'];

/**
 * What happened to a contact, newest first, a page at a time. Statuses and origins keep their names here after they are gone.
 * @throws `not_found`; `invalid` (cursor: invalid); `forbidden`.
 */
export async function contactTimeline(ctx: Ctx, request: unknown): Promise<TimelinePage> {
  authorize(ctx, 'contact.read');
  const { id: contactId, cursor } = parseInput(input, request);
  const held = cursor ? decodeCursor(cursor, ['number']) : null;
  if (typeof cursor === 'string' && !held) throw invalidField('cursor', 'invalid');
  await requireVisible(ctx, contactId);
  const found = await readEvents(ctx, contactId, held?.[0] ?? null);
  const page = found.slice(0, EVENTS_PER_PAGE).map((row) => ({
    ...row,
    before: facts.parse(row.before ?? {}),
    after: facts.parse(row.after ?? {}),
  }));
  const names = await namesIn(ctx, page);
  const events = page.map(({ actorKind, actorName, changeId, before, after, ...event }) => ({
    ...event,
    actor: { kind: actorKind, name: actorName },
    isBulk: changeId !== null,
    changes: changesOf(before, after, names),
  }));
  const last = events.at(-1);
  return { events, next: last && found.length > EVENTS_PER_PAGE ? encodeCursor([last.id]) : null };
}

/** One event more than a page holds, older than the event `beforeId`. */
function readEvents(ctx: Ctx, contactId: number, beforeId: number | null) {
  return ctx.db
    .select({
      id: contactEvents.id,
      kind: contactEvents.kind,
      at: contactEvents.at,
      actorKind: contactEvents.actorKind,
      actorName: users.name,
      before: contactEvents.before,
      after: contactEvents.after,
      changeId: contactEvents.changeId,
    })
    .from(contactEvents)
    .leftJoin(users, eq(users.id, contactEvents.actorId))
    .where(
      and(
        eq(contactEvents.workspaceId, ctx.workspace.id),
        eq(contactEvents.contactId, contactId),
        beforeId === null ? undefined : lt(contactEvents.id, beforeId),
      ),
    )
    .orderBy(desc(contactEvents.id))
    .limit(EVENTS_PER_PAGE + 1);
}

type Names = Map<string, Named>;

function changesOf(before: Facts, after: Facts, names: Names): TimelineChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return fields
    .filter((field) => !UNSHOWN.includes(field))
    .map((field) => ({
      field,
      from: shownValue(field, before[field], names),
      to: shownValue(field, after[field], names),
    }));
}

function shownValue(field: string, value: unknown, names: Names): TimelineValue {
  if (value === null || value === undefined || value === '') return null;
  if (POINTERS.includes(field)) return names.get(`${field} ${value}`) ?? { name: `#${value}`, colour: null };
  return typeof value === 'boolean' ? value : String(value);
}

/** The names of every status, origin and member that the events mention, also of those that are gone. */
async function namesIn(ctx: Ctx, events: { before: Facts; after: Facts }[]): Promise<Names> {
  const mentioned = (field: string) => {
    const values = events.flatMap(({ before, after }) => [before[field], after[field]]);
    return [...new Set(values.filter((value) => typeof value === 'number'))];
  };
  const [statusIds, originIds, ownerIds] = [
    mentioned('statusId'),
    mentioned('originId'),
    mentioned('ownerId'),
  ];
  const workspaceId = ctx.workspace.id;
  const [statusRows, originRows, ownerRows] = await Promise.all([
    ctx.db
      .select({ id: statuses.id, name: statuses.name, colour: statuses.colour })
      .from(statuses)
      .where(and(eq(statuses.workspaceId, workspaceId), inArray(statuses.id, statusIds))),
    ctx.db
      .select({ id: origins.id, name: origins.name })
      .from(origins)
      .where(and(eq(origins.workspaceId, workspaceId), inArray(origins.id, originIds))),
    ctx.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ownerIds)),
  ]);
  const names: Names = new Map();
  for (const { id, ...status } of statusRows) names.set(`statusId ${id}`, status);
  for (const row of originRows) names.set(`originId ${row.id}`, { name: row.name, colour: null });
  for (const row of ownerRows) names.set(`ownerId ${row.id}`, { name: row.name, colour: null });
  return names;
}
