import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { contactMerges } from '#db/schema/merges.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { users } from '#db/schema/users.ts';
import { type ActorKind, type ContactEventKind, FIELD_KINDS, type FieldKind } from '#db/values.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize, mayRole } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { type Lineage, lineageOf } from './lineage.ts';
import { requireVisible, visibleContacts } from './where.ts';

export const EVENTS_PER_PAGE = 30;

/** A status, origin or member as it is called now; colour for statuses only. */
type Named = { name: string; colour: string | null };

/** What changed, from → to; null: nothing was or is there. Who a status, origin or owner is comes as `Named`. */
export type TimelineChange = {
  field: string;
  from: TimelineValue;
  to: TimelineValue;
  /** Of an answer to a custom field, as it was called then; `field` is then `field.<id>`. */
  custom?: { name: string; kind: FieldKind };
};
export type TimelineValue = string | number | boolean | Named | null;

export type TimelineEvent = {
  id: number;
  kind: ContactEventKind;
  at: Date;
  actor: { kind: ActorKind; name: string | null };
  /** Part of one act on many contacts, such as retiring a status. */
  isBulk: boolean;
  changes: TimelineChange[];
  /** Who it happened to, when that was somebody who was merged into this contact later. */
  of: { id: number; name: string } | null;
  contactId: number;
  /** The automation's run that did it, for those who may look at it. */
  run: { id: number; automationId: number } | null;
};

export type TimelinePage = { events: TimelineEvent[]; next: string | null };

const input = z.object({ id, cursor: z.string().nullish().catch('') });
const facts = z.record(z.string(), z.unknown()).catch({});
type Facts = z.output<typeof facts>;

/** What events keep of answers to custom fields (see `answerFact`). */
const answers = z
  .record(
    z.string(),
    z.object({
      name: z.string(),
      kind: z.enum(FIELD_KINDS),
      value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      text: z.string().nullish(),
    }),
  )
  .catch({});
type Answered = z.output<typeof answers>;

/** Facts that are ids of something with a name; and what is not shown as a change of its own. */
const CONTACT_POINTERS = ['fromId', 'intoId', 'toId'];
const POINTERS = ['statusId', 'originId', 'ownerId', ...CONTACT_POINTERS];
const UNSHOWN = [
  'statusSince',
  'groupId',
  'fields',
  'messageId',
  'touchId',
  'saidAt',
  'taskId',
  'dueAt',
  'assigneeId',
];

/**
 * What happened to a contact, and to those merged into it since, newest first, a page at a time. Statuses and origins keep their names here
 * after they are gone.
 * @throws `not_found`; `invalid` (cursor: invalid); `forbidden`.
 */
export async function contactTimeline(ctx: Ctx, request: unknown): Promise<TimelinePage> {
  authorize(ctx, 'contact.read');
  const { id: contactId, cursor } = parseInput(input, request);
  const held = cursor ? decodeCursor(cursor, ['number']) : null;
  if (typeof cursor === 'string' && !held) throw invalidField('cursor', 'invalid');
  await requireVisible(ctx, contactId);
  const merged = await lineageOf(ctx, contactId);
  const found = await readEvents(ctx, [contactId, ...merged.map((one) => one.fromId)], held?.[0] ?? null);
  const page = found.slice(0, EVENTS_PER_PAGE).map((row) => ({
    ...row,
    before: facts.parse(row.before ?? {}),
    after: facts.parse(row.after ?? {}),
  }));
  const names = await namesIn(ctx, page, merged);
  const merges = await mergesAmong(ctx, page);
  const mayFollow = ctx.actor.kind === 'member' && mayRole(ctx.actor.role, 'automation.read');
  const events = page.map(
    ({ actorKind, actorName, changeId, before, after, contactId: whose, runId, automationId, ...event }) => ({
      ...event,
      contactId: whose,
      run:
        mayFollow && runId && automationId ? { id: Number(runId), automationId: Number(automationId) } : null,
      actor: { kind: actorKind, name: actorName },
      isBulk: changeId !== null && !merges.has(changeId),
      changes: changesOf(before, after, names),
      of: whose === contactId ? null : { id: whose, name: nameOf(merged, whose) },
    }),
  );
  const last = events.at(-1);
  return { events, next: last && found.length > EVENTS_PER_PAGE ? encodeCursor([last.id]) : null };
}

type EventRow = {
  id: number;
  contactId: number;
  kind: ContactEventKind;
  at: Date;
  actorKind: ActorKind;
  actorName: string | null;
  before: unknown;
  after: unknown;
  changeId: string | null;
  runId: string | null;
  automationId: string | null;
};

/**
 * One event more than a page holds, older than the event `beforeId`, of all the contacts together. That somebody was merged into this contact
 * is told once, by this contact's own event.
 */
async function readEvents(ctx: Ctx, contactIds: number[], beforeId: number | null): Promise<EventRow[]> {
  const [own] = contactIds;
  const rows = await ctx.db.execute<
    Omit<EventRow, 'at' | 'id' | 'contactId'> & Record<'id' | 'contactId' | 'at', string>
  >(sql`
    select e.id, e.contact_id as "contactId", e.kind, e.at, e.actor_kind as "actorKind",
      coalesce(u.name, a.name) as "actorName", e.before, e.after, e.change_id as "changeId", e.run_id as "runId", a.id as "automationId"
    from unnest(${sql.param(contactIds)}::bigint[]) as of (id)
    cross join lateral (
      select * from contact_events
      where workspace_id = ${ctx.workspace.id} and contact_id = of.id and id < ${beforeId ?? Number.MAX_SAFE_INTEGER}
        and not (of.id <> ${own} and kind = 'contact.merged' and after ? 'intoId')
      order by id desc limit ${EVENTS_PER_PAGE + 1}
    ) as e
    left join users u on u.id = e.actor_id
    left join automation_runs r on r.workspace_id = e.workspace_id and r.id = e.run_id
    left join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    order by e.id desc limit ${EVENTS_PER_PAGE + 1}`);
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    contactId: Number(row.contactId),
    at: new Date(row.at),
  }));
}

/** The merges among the acts behind some events: two contacts are not "many at once". */
async function mergesAmong(ctx: Ctx, events: { changeId: string | null }[]): Promise<Set<string>> {
  const changeIds = [...new Set(events.flatMap(({ changeId }) => changeId ?? []))];
  if (changeIds.length === 0) return new Set();
  const rows = await ctx.db
    .select({ changeId: contactMerges.changeId })
    .from(contactMerges)
    .where(and(eq(contactMerges.workspaceId, ctx.workspace.id), inArray(contactMerges.changeId, changeIds)));
  return new Set(rows.map(({ changeId }) => changeId));
}

const nameOf = (merged: Lineage[], id: number) => merged.find((one) => one.fromId === id)?.name || `#${id}`;

type Names = Map<string, Named>;

function changesOf(before: Facts, after: Facts, names: Names): TimelineChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const own = fields
    .filter((field) => !UNSHOWN.includes(field))
    .map((field) => ({
      field,
      from: shownValue(field, before[field], names),
      to: shownValue(field, after[field], names),
    }));
  return [...own, ...customChanges(answers.parse(before.fields), answers.parse(after.fields))];
}

/** Answers to custom fields, under the names that these and their choices had then. */
function customChanges(before: Answered, after: Answered): TimelineChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id) => {
    const custom = after[id] ?? before[id];
    const value = (answer: Answered[string] | undefined): TimelineValue =>
      answer?.text ?? answer?.value ?? null;
    return custom ? [{ field: `field.${id}`, from: value(before[id]), to: value(after[id]), custom }] : [];
  });
}

function shownValue(field: string, value: unknown, names: Names): TimelineValue {
  if (value === null || value === undefined || value === '') return null;
  if (POINTERS.includes(field)) return names.get(`${field} ${value}`) ?? { name: `#${value}`, colour: null };
  return typeof value === 'boolean' ? value : String(value);
}

/** The names of every status, origin and member that the events mention, also of those that are gone. */
async function namesIn(
  ctx: Ctx,
  events: { before: Facts; after: Facts }[],
  merged: Lineage[],
): Promise<Names> {
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
  const contactIds = CONTACT_POINTERS.flatMap(mentioned);
  const [statusRows, originRows, ownerRows, contactRows] = await Promise.all([
    ctx.db
      .select({ id: statuses.id, name: statuses.name, colour: statuses.colour })
      .from(statuses)
      .where(and(eq(statuses.workspaceId, workspaceId), inArray(statuses.id, statusIds))),
    ctx.db
      .select({ id: origins.id, name: origins.name })
      .from(origins)
      .where(and(eq(origins.workspaceId, workspaceId), inArray(origins.id, originIds))),
    ctx.db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ownerIds)),
    ctx.db
      .select({ id: contacts.id, name: contacts.name })
      .from(contacts)
      .where(
        and(eq(contacts.workspaceId, workspaceId), inArray(contacts.id, contactIds), visibleContacts(ctx)),
      ),
  ]);
  const names: Names = new Map();
  for (const { id, ...status } of statusRows) names.set(`statusId ${id}`, status);
  for (const row of originRows) names.set(`originId ${row.id}`, { name: row.name, colour: null });
  for (const row of ownerRows) names.set(`ownerId ${row.id}`, { name: row.name, colour: null });
  for (const { id, name } of [...contactRows, ...merged.map(({ fromId: id, name }) => ({ id, name }))]) {
    for (const field of CONTACT_POINTERS) names.set(`${field} ${id}`, { name, colour: null });
  }
  return names;
}
