import { sql } from 'drizzle-orm';
import { contactEvents, workspaceEvents } from '#db/schema/events.ts';
import type { ContactEventKind, SubjectKind, WorkspaceEventKind } from '#db/values.ts';
import { actorId, type Ctx } from './ctx.ts';

/** The channel on which every process hears what changed. */
export const LIVE_CHANNEL = 'chat_bot_live';

/** A notification names at most so many contacts; more of them are told as "many". NOTIFY carries at most 8,000 bytes. */
const NAMED_CONTACTS = 200;

type Facts = Record<string, unknown>;

export type ContactEvent = {
  contactId: number;
  kind: ContactEventKind;
  before?: Facts;
  after?: Facts;
  changeId?: string;
};

/** What a live update says: which contacts of a workspace changed (null: many), or that its set-up did. */
export type LiveUpdate = { workspaceId: number; subject: 'contacts' | SubjectKind; ids: number[] | null };

/** Records events about contacts and tells every open window after commit. Must run in the transaction of the change itself. */
export async function recordContactEvents(ctx: Ctx, events: ContactEvent[]): Promise<void> {
  if (events.length === 0) return;
  await ctx.db.insert(contactEvents).values(
    events.map((event) => ({
      workspaceId: ctx.workspace.id,
      actorKind: ctx.actor.kind,
      actorId: actorId(ctx),
      ...event,
    })),
  );
  await announceContacts(ctx, [...new Set(events.map((event) => event.contactId))]);
}

/** Tells open windows which contacts changed, for bulk writes that record their events in SQL; null means many. */
export async function announceContacts(ctx: Ctx, ids: number[] | null): Promise<void> {
  const named = ids && ids.length <= NAMED_CONTACTS ? ids : null;
  await announce(ctx, { workspaceId: ctx.workspace.id, subject: 'contacts', ids: named });
}

/**
 * What the caller's transaction does from now on sets no automations off: it takes something back, or tidies up. Acts on many (events with a
 * `changeId`) and imports do not anyway.
 */
export async function keepAutomationsQuiet(ctx: Ctx): Promise<void> {
  await ctx.db.execute(sql`select set_config('chat_bot.quiet', 'on', true)`);
}

/** What the caller's transaction does from now on sets automations off, contact by contact and at a distance, on behalf of an act that was asked to. */
export async function setAutomationsOff(ctx: Ctx, by: { bulkId: number }): Promise<void> {
  await ctx.db.execute(sql`select set_config('chat_bot.bulk', ${String(by.bulkId)}, true)`);
}

export type WorkspaceEvent = {
  subject: SubjectKind;
  subjectId: number;
  kind: WorkspaceEventKind;
  before?: Facts;
  after?: Facts;
  changeId?: string;
};

/** Records one event about a status, origin, member or the workspace, in the transaction of the change itself. */
export async function recordWorkspaceEvent(ctx: Ctx, event: WorkspaceEvent): Promise<void> {
  const { subject, ...rest } = event;
  await ctx.db.insert(workspaceEvents).values({
    workspaceId: ctx.workspace.id,
    subjectKind: subject,
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx),
    ...rest,
  });
  await announce(ctx, { workspaceId: ctx.workspace.id, subject, ids: [event.subjectId] });
}

/** Tells open windows that a record which is no contact moved on, where that is no event of its own: progress of long work. */
export async function announceProgress(ctx: Ctx, subject: SubjectKind, id: number): Promise<void> {
  await announce(ctx, { workspaceId: ctx.workspace.id, subject, ids: [id] });
}

/** The same of many conversations: each is named, for windows look only at their own. */
export async function announceConversations(ctx: Ctx, ids: readonly number[]): Promise<void> {
  for (let from = 0; from < ids.length; from += NAMED_CONTACTS)
    await announce(ctx, {
      workspaceId: ctx.workspace.id,
      subject: 'conversation',
      ids: ids.slice(from, from + NAMED_CONTACTS),
    });
}

/** Tells the open windows of some members that they were told something; to the others it says nothing. */
export async function announceTo(ctx: Ctx, userIds: number[]): Promise<void> {
  if (userIds.length === 0) return;
  const ids = userIds.length <= NAMED_CONTACTS ? userIds : null;
  await announce(ctx, { workspaceId: ctx.workspace.id, subject: 'notification', ids });
}

async function announce(ctx: Ctx, update: LiveUpdate): Promise<void> {
  await ctx.db.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(update)})`);
}
