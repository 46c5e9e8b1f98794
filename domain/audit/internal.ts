import { and, eq, gte, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { contactEvents, workspaceEvents } from '#db/schema/events.ts';
import { CONTACT_EVENT_KINDS, SUBJECT_KINDS, WORKSPACE_EVENT_KINDS } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import type { AuditFilter } from './filter.ts';

/** Events about contacts, and events about everything else: two tables that are read as one log. */
export type Leg = 'contact' | 'workspace';
type Events = typeof contactEvents | typeof workspaceEvents;

/** The table of one leg. */
export const eventsOf = (leg: Leg): Events => (leg === 'contact' ? contactEvents : workspaceEvents);

/** Which of the two tables a filter can find anything in. */
export function legsOf({ record, act }: AuditFilter): Leg[] {
  const legs: Leg[] = [];
  const isContactAct = act === null || CONTACT_EVENT_KINDS.some((kind) => kind === act);
  const isOtherAct = act === null || WORKSPACE_EVENT_KINDS.some((kind) => kind === act);
  if (isContactAct && (record === null || record === 'contact')) legs.push('contact');
  if (isOtherAct && record !== 'contact') legs.push('workspace');
  return legs;
}

/** `filter` as a condition on the events of one leg; always within the workspace. */
export function auditWhere(ctx: Ctx, leg: Leg, filter: AuditFilter): SQL {
  const events = eventsOf(leg);
  const { from, to, act, change } = filter;
  const all = and(
    eq(events.workspaceId, ctx.workspace.id),
    aboutWhere(leg, filter),
    act === null ? undefined : sql`${events.kind} = ${act}`,
    from === null ? undefined : gte(events.at, startOfDay(ctx, sql`${from}::date`)),
    to === null ? undefined : lt(events.at, startOfDay(ctx, sql`(${to}::date + 1)`)),
    change === null ? undefined : eq(events.changeId, change),
    whoWhere(events, filter),
  );
  return all ?? sql`true`;
}

function aboutWhere(leg: Leg, { record, id }: AuditFilter): SQL | undefined {
  if (leg === 'contact') return id === null ? undefined : eq(contactEvents.contactId, id);
  const subject = SUBJECT_KINDS.find((kind) => kind === record);
  return and(
    subject === undefined ? undefined : eq(workspaceEvents.subjectKind, subject),
    id === null ? undefined : eq(workspaceEvents.subjectId, id),
  );
}

function whoWhere(events: Events, { who }: AuditFilter): SQL | undefined {
  if (who === null) return undefined;
  if ('userId' in who) return and(eq(events.actorKind, 'member'), eq(events.actorId, who.userId));
  return and(eq(events.actorKind, who.kind), isNull(events.actorId));
}

function startOfDay(ctx: Ctx, date: SQL): SQL {
  return sql`(${date}::timestamp at time zone ${ctx.workspace.timeZone})`;
}

/**
 * The events of contacts that the log lists one by one, in the words of the indexes that hold just them (`db/schema/events.ts`); of an act on
 * many, the act itself is listed; messages are read in their conversation.
 */
export const IS_LISTED = and(
  or(
    isNull(contactEvents.changeId),
    sql`${contactEvents.kind} in ('contact.merged', 'contact.split', 'contact.identity_moved', 'contact.erased')`,
  ),
  sql`${contactEvents.kind} not in ('contact.message_received', 'contact.message_sent')`,
);

/** Whether each event that is meant is listed, those of acts on many as well. */
export function isEachListed({ id, change }: AuditFilter): boolean {
  return id !== null || change !== null;
}
