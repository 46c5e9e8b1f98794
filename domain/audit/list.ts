import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { contactEvents, workspaceEvents } from '#db/schema/events.ts';
import { users } from '#db/schema/users.ts';
import type { ActorKind } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { AuditFilter, EventKind, RecordKind } from './filter.ts';
import { auditWhere, eventsOf, IS_LISTED, isEachListed, type Leg, legsOf } from './internal.ts';
import { type AuditChange, type AuditRecord, readWords } from './words.ts';

const ENTRIES_PER_PAGE = 50;
/** Of the contacts that one act touched, so many are counted. */
const COUNTED_MAX = 10_000;

/** One line of the log. */
export type AuditEntry = {
  /** Unique among all lines. */
  key: string;
  at: Date;
  actor: { kind: ActorKind; id: number | null; name: string | null };
  kind: EventKind;
  record: AuditRecord;
  changes: AuditChange[];
  changeId: string | null;
  /** How many contacts the same act touched, up to 10,001 (more than 10,000); 0: none, or this line is one of them. */
  contacts: number;
};

type Event = {
  leg: Leg;
  id: number;
  at: Date;
  actorKind: ActorKind;
  actorId: number | null;
  actorName: string | null;
  kind: EventKind;
  recordKind: RecordKind;
  recordId: number;
  before: unknown;
  after: unknown;
  changeId: string | null;
};

type Place = { at: string; leg: Leg; id: number };

/**
 * One page of the audit log, newest first. What an act did to each of many contacts is one line with their number, unless one record or one act is
 * asked for.
 * @throws `invalid` (after: invalid) for a forged cursor; `forbidden`.
 */
export async function listAudit(
  ctx: Ctx,
  { filter, after }: { filter: AuditFilter; after: string | null },
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  authorize(ctx, 'audit.read');
  const place = after === null ? null : placeOf(after);
  const legs = await Promise.all(legsOf(filter).map((leg) => readLeg(ctx, leg, filter, place)));
  const found = legs.flat().toSorted(compareEvents);
  const page = found.slice(0, ENTRIES_PER_PAGE);
  const [words, counts] = await Promise.all([readWords(ctx, page), countContacts(ctx, page)]);
  const entries = page.map((event, index) => ({
    key: `${event.leg}-${event.id}`,
    at: event.at,
    actor: { kind: event.actorKind, id: event.actorId, name: event.actorName },
    kind: event.kind,
    ...words(index),
    changeId: event.changeId,
    contacts: event.leg === 'workspace' ? (counts.get(event.changeId ?? '') ?? 0) : 0,
  }));
  const last = page.at(-1);
  const hasMore = last !== undefined && found.length > ENTRIES_PER_PAGE;
  return { entries, next: hasMore ? encodeCursor([last.at.toISOString(), last.leg, last.id]) : null };
}

/** Newest first; at one instant, contacts before what they belong to. */
function compareEvents(one: Event, two: Event): number {
  return (
    two.at.getTime() - one.at.getTime() ||
    (one.leg === two.leg ? two.id - one.id : one.leg === 'contact' ? -1 : 1)
  );
}

function placeOf(cursor: string): Place {
  const held = decodeCursor(cursor, ['date', 'string', 'number']);
  const [at, leg, id] = held ?? ['', '', 0];
  if (leg !== 'contact' && leg !== 'workspace') throw invalidField('after', 'invalid');
  return { at, leg, id };
}

/** The events of one leg that come after `place`. */
function isAfter(leg: Leg, place: Place): SQL {
  const { at, id } = eventsOf(leg);
  if (leg === place.leg) return sql`(${at}, ${id}) < (${place.at}::timestamptz, ${place.id}::bigint)`;
  return leg === 'workspace' ? sql`${at} <= ${place.at}::timestamptz` : sql`${at} < ${place.at}::timestamptz`;
}

async function readLeg(ctx: Ctx, leg: Leg, filter: AuditFilter, place: Place | null): Promise<Event[]> {
  const events = eventsOf(leg);
  const isListed = leg === 'contact' && !isEachListed(filter) ? IS_LISTED : undefined;
  const rows = await ctx.db
    .select({
      id: events.id,
      at: events.at,
      actorKind: events.actorKind,
      actorId: events.actorId,
      actorName: users.name,
      kind: sql<EventKind>`${events.kind}`,
      recordKind: sql<RecordKind>`${leg === 'contact' ? sql`'contact'` : workspaceEvents.subjectKind}`,
      recordId:
        sql<number>`${leg === 'contact' ? contactEvents.contactId : workspaceEvents.subjectId}`.mapWith(
          Number,
        ),
      before: events.before,
      after: events.after,
      changeId: events.changeId,
    })
    .from(events)
    .leftJoin(users, eq(users.id, events.actorId))
    .where(and(auditWhere(ctx, leg, filter), isListed, place ? isAfter(leg, place) : undefined))
    .orderBy(...orderOf(leg, filter))
    .limit(ENTRIES_PER_PAGE + 1);
  return rows.map((row) => ({ ...row, leg }));
}

/** Always by time, said so that the right index is taken. */
function orderOf(leg: Leg, { who, change }: AuditFilter): SQL[] {
  const { at, id, actorId } = eventsOf(leg);
  // Within one act ids grow with time, and its index goes by them.
  if (change !== null) return [desc(id)];
  // An import's events are hardly ever listed, which no statistics tell: the index by time would be walked to its end.
  if (who !== null && 'kind' in who) return [desc(actorId), desc(at), desc(id)];
  return [desc(at), desc(id)];
}

async function countContacts(ctx: Ctx, events: Event[]): Promise<Map<string, number>> {
  const acts = new Set(
    events.filter(({ leg }) => leg === 'workspace').flatMap(({ changeId }) => changeId ?? []),
  );
  if (acts.size === 0) return new Map();
  const rows = await ctx.db.execute<{ act: string; total: number }>(sql`
    select act, (
      select count(*)::int from (
        select 1 from contact_events e
        where e.workspace_id = ${ctx.workspace.id} and e.change_id = act limit ${COUNTED_MAX + 1}
      ) as counted
    ) as total
    from unnest(${`{${[...acts].join(',')}}`}::uuid[]) as act`);
  return new Map(rows.map(({ act, total }) => [act, total]));
}
