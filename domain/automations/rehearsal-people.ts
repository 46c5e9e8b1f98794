import { sql } from 'drizzle-orm';
import type { ActorKind, ContactEventKind, ContactType } from '#db/values.ts';
import { cameFromSql } from '../contacts/came-from.ts';
import type { Ctx } from '../ctx.ts';
import { readAnswers } from '../fields/answers.ts';
import type { Past, PastEvent, PastMessage, StoredFacts } from './rehearsal-facts-rules.ts';
import { byContact, ms, readStays, readTouches } from './rehearsal-past.ts';

/** What of many contacts is read: only what some trigger, condition or step looks at. */
export type Needs = {
  /** Since when events are wanted, and messages: windows are open by then, and silences known. */
  from: Date;
  messagesFrom: Date;
  /** The automation whose last runs count; null: none do. */
  automationId: number | null;
  /** Events that are read besides those that tell what a contact was. */
  kinds: readonly ContactEventKind[];
  /** Name, address and notes. */
  hasTexts: boolean;
  hasMessages: boolean;
  hasWords: boolean;
  hasGroups: boolean;
  hasAnswers: boolean;
  hasConsents: boolean;
  hasImports: boolean;
  hasStays: boolean;
  hasTouches: boolean;
};

/** The history of contacts of the workspace, those that are gone left out. */
export async function readPasts(ctx: Ctx, ids: number[], needs: Needs): Promise<Past[]> {
  const list = `{${ids.join(',')}}`;
  const people = await readPeople(ctx, list, needs);
  const events = await readEvents(ctx, list, needs);
  const messages = needs.hasMessages ? await readMessages(ctx, list, needs) : NOTHING;
  const wroteBefore = needs.hasWords ? await readEarlier(ctx, list, needs.messagesFrom) : NOTHING;
  const groups = needs.hasGroups ? await readGroups(ctx, list) : NOTHING;
  const answers = needs.hasAnswers ? await readAnswers(ctx, ids) : NOTHING;
  const consents = needs.hasConsents ? await readConsents(ctx, list) : NOTHING;
  const imports = needs.hasImports ? await readImports(ctx, list) : NOTHING;
  const stays = needs.hasStays ? await readStays(ctx, list) : NOTHING;
  const touches = needs.hasTouches ? await readTouches(ctx, list) : NOTHING;
  const lastRuns = needs.automationId === null ? NOTHING : await readLastRuns(ctx, list, needs);
  return people.map(({ id, isReachable, ...facts }) => ({
    contactId: id,
    now: { ...facts, groupIds: groups.get(id) ?? [], answers: answers.get(id) ?? {} },
    isReachable,
    events: events.get(id) ?? [],
    messages: messages.get(id) ?? [],
    wroteBeforeAt: wroteBefore.get(id) ?? null,
    consents: consents.get(id) ?? [],
    imports: imports.get(id) ?? [],
    stays: stays.get(id) ?? [],
    touches: touches.get(id) ?? [],
    lastRunAt: lastRuns.get(id) ?? null,
  }));
}

const NOTHING: ReadonlyMap<number, never> = new Map<number, never>();

type Person = Omit<StoredFacts, 'groupIds' | 'answers'> & { id: number; isReachable: boolean };

const TEXTS =
  'c.first_name as "firstName", c.last_name as "lastName", c.phone, c.email, c.company, c.website, c.notes';
const NO_TEXTS = `'' as "firstName", '' as "lastName", null as phone, null as email, '' as company, '' as website, '' as notes`;

/** The events that tell what a contact was before them, or that it was active. */
const TELLING = [
  'contact.updated',
  'contact.status_changed',
  'contact.origin_changed',
  'contact.owner_changed',
  'contact.group_added',
  'contact.group_removed',
  'contact.opted_out',
  'contact.opted_in',
] as const satisfies readonly ContactEventKind[];

async function readPeople(ctx: Ctx, list: string, { hasTexts, hasTouches }: Needs): Promise<Person[]> {
  const texts = sql.raw(hasTexts ? TEXTS : NO_TEXTS);
  const rows = await ctx.db.execute<
    Omit<Person, 'id' | 'statusId' | 'originId' | 'cameFromId' | 'ownerId'> & {
      id: string;
      statusId: string;
      originId: string;
      cameFromId: string;
      ownerId: string | null;
      type: ContactType;
    }
  >(sql`
    select c.id, ${texts}, c.type, c.is_active as "isActive", c.status_id as "statusId", c.origin_id as "originId",
      ${hasTouches ? cameFromSql(ctx.workspace.id, sql`c`) : sql`c.origin_id`} as "cameFromId",
      c.owner_id as "ownerId", ${ms('c.created_at')} as "createdAt", ${ms('c.updated_at')} as "updatedAt",
      ${ms('c.last_activity_at')} as "lastActivityAt", ${ms('c.status_since')} as "statusSince",
      ${ms('c.last_message_at')} as "lastMessageAt", ${ms('c.opted_out_at')} as "optedOutAt",
      c.phone is not null or exists (
        select from contact_identities i
        where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind <> 'email') as "isReachable"
    from contacts c
    where c.workspace_id = ${ctx.workspace.id} and c.id = any(${list}::bigint[]) order by c.id`);
  return rows.map((row) => ({
    ...row,
    id: Number(row.id),
    statusId: Number(row.statusId),
    originId: Number(row.originId),
    cameFromId: Number(row.cameFromId),
    ownerId: row.ownerId === null ? null : Number(row.ownerId),
  }));
}

async function readEvents(ctx: Ctx, list: string, { from, kinds }: Needs): Promise<Map<number, PastEvent[]>> {
  const wanted = [...new Set([...TELLING, ...kinds])].map((kind) => `'${kind}'`).join(', ');
  const rows = await ctx.db.execute<{
    id: string;
    contactId: string;
    kind: ContactEventKind;
    actorKind: ActorKind;
    at: number;
    isQuiet: boolean;
    before: PastEvent['before'] | null;
    after: PastEvent['after'] | null;
  }>(sql`
    select id, contact_id as "contactId", kind, actor_kind as "actorKind", ${ms('at')} as at,
      change_id is not null or actor_kind = 'import' or coalesce(after ? 'isUndo', false) as "isQuiet", before, after
    from contact_events
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[]) and at >= ${from.toISOString()}
      and kind in (${sql.raw(wanted)})
    order by at, id`);
  return byContact(rows, ({ id, contactId: _, before, after, ...event }) => ({
    ...event,
    id: Number(id),
    before: before ?? {},
    after: after ?? {},
  }));
}

async function readMessages(
  ctx: Ctx,
  list: string,
  { messagesFrom, hasWords }: Needs,
): Promise<Map<number, PastMessage[]>> {
  const rows = await ctx.db.execute<
    Omit<PastMessage, 'id' | 'numberId'> & { id: string; contactId: string; talkId: string }
  >(sql`
    select m.id, m.contact_id as "contactId", ${ms('m.at')} as at, ${ms('m.received_at')} as "receivedAt",
      m.direction = 'in' as "isTheirs", m.conversation_id as "talkId",
      ${hasWords ? sql`left(m.body, 4096)` : sql`''`} as text
    from messages m
    where m.workspace_id = ${ctx.workspace.id} and m.contact_id = any(${list}::bigint[]) and m.at >= ${messagesFrom.toISOString()}
      and (m.direction = 'in' or m.accepted_at is not null)
    order by m.at, m.id`);
  const numbers = await readNumbers(ctx, list);
  return byContact(rows, ({ id, contactId: _, talkId, ...message }) => ({
    ...message,
    id: Number(id),
    numberId: numbers.get(talkId) ?? 0,
  }));
}

/** Apart from the messages: joined, every conversation there is would be read for each of these. */
async function readNumbers(ctx: Ctx, list: string): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ id: string; numberId: string }>(sql`
    select id, number_id as "numberId" from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[])`);
  return new Map(rows.map(({ id, numberId }) => [id, Number(numberId)]));
}

async function readEarlier(ctx: Ctx, list: string, from: Date): Promise<Map<number, number>> {
  const rows = await ctx.db.execute<{ contactId: string; at: number }>(sql`
    select contact_id as "contactId", max(${ms('at')}) as at from messages
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[]) and at < ${from.toISOString()}
      and direction = 'in'
    group by contact_id`);
  return new Map(rows.map(({ contactId, at }) => [Number(contactId), at]));
}

async function readGroups(ctx: Ctx, list: string): Promise<Map<number, number[]>> {
  const rows = await ctx.db.execute<{ contactId: string; groupId: string }>(sql`
    select m.contact_id as "contactId", m.group_id as "groupId" from group_members m
    join groups g on g.workspace_id = m.workspace_id and g.id = m.group_id and g.deleted_at is null
    where m.workspace_id = ${ctx.workspace.id} and m.contact_id = any(${list}::bigint[])`);
  return byContact(rows, ({ groupId }) => Number(groupId));
}

async function readConsents(ctx: Ctx, list: string) {
  const rows = await ctx.db.execute<{
    contactId: string;
    purpose: string;
    from: number;
    to: number | null;
  }>(sql`
    select contact_id as "contactId", purpose, ${ms('created_at')} as "from", ${ms('revoked_at')} as "to"
    from consents where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[])`);
  return byContact(rows, ({ purpose, from, to }) => ({ purpose, from, to }));
}

async function readImports(ctx: Ctx, list: string) {
  const rows = await ctx.db.execute<{ contactId: string; id: string; outcome: string; at: number }>(sql`
    select o.contact_id as "contactId", o.import_id as id, o.outcome, ${ms('i.created_at')} as at
    from import_outcomes o join imports i on i.workspace_id = o.workspace_id and i.id = o.import_id
    where o.workspace_id = ${ctx.workspace.id} and o.contact_id = any(${list}::bigint[])`);
  return byContact(rows, ({ id, outcome, at }) => ({ id: Number(id), outcome, at }));
}

async function readLastRuns(
  ctx: Ctx,
  list: string,
  { automationId, from }: Needs,
): Promise<Map<number, number>> {
  const rows = await ctx.db.execute<{ contactId: string; at: number }>(sql`
    select contact_id as "contactId", max(${ms('started_at')}) as at from automation_runs
    where workspace_id = ${ctx.workspace.id} and contact_id = any(${list}::bigint[])
      and automation_id = ${automationId} and started_at < ${from.toISOString()}
    group by contact_id`);
  return new Map(rows.map(({ contactId, at }) => [Number(contactId), at]));
}
