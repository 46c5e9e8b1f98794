import { eq } from 'drizzle-orm';
import { touches } from '#db/schema/auto-lead.ts';
import { contacts } from '#db/schema/contacts.ts';
import { messages } from '#db/schema/conversations.ts';
import { contactEvents } from '#db/schema/events.ts';
import type { Ctx } from '#domain/ctx.ts';
import { stepped } from '#domain/reports/steps.ts';

type Move = { from: number; to: number; at: Date; by: number | null };
export type Person = {
  id: number;
  originId: number;
  ownerId: number | null;
  createdAt: Date;
  /** Every coming into a status, and from where; `from` null: it arrived there. */
  came: (Omit<Move, 'from'> & { from: number | null })[];
  /** Touches that count, oldest first. */
  touches: { originId: number; ad: string | null }[];
  answerSeconds: number | null;
};

/** The local day of an instant, as Intl alone tells it. */
export function dayOf({ workspace }: Ctx, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: workspace.timeZone, dateStyle: 'short' }).format(at);
}

type Period = { from: string; to: string };

/** Active contacts that the reader sees, with what happened to each, read row by row from what is never changed. */
export async function readPeople(ctx: Ctx): Promise<Person[]> {
  const { db, actor, workspace } = ctx;
  const of = <T extends { workspaceId: typeof contacts.workspaceId }>(table: T) =>
    eq(table.workspaceId, workspace.id);
  const all = await db.select().from(contacts).where(of(contacts));
  const events = await db
    .select()
    .from(contactEvents)
    .where(eq(contactEvents.workspaceId, workspace.id))
    .orderBy(contactEvents.id);
  const touched = await db.select().from(touches).where(eq(touches.workspaceId, workspace.id));
  const said = await db.select().from(messages).where(eq(messages.workspaceId, workspace.id));
  const isMine = (ownerId: number | null) =>
    actor.kind !== 'member' || actor.role !== 'sales' || ownerId === null || ownerId === actor.userId;
  return all
    .filter(({ isActive, ownerId }) => isActive && isMine(ownerId))
    .map(({ id, originId, ownerId, createdAt }) => ({
      ...{ id, originId, ownerId, createdAt },
      came: events.filter(({ contactId }) => contactId === id).flatMap(cameOf),
      touches: liveTouches(touched.filter(({ contactId }) => contactId === id)),
      answerSeconds: firstAnswer(said.filter(({ contactId }) => contactId === id)),
    }));
}

type Event = typeof contactEvents.$inferSelect;

function cameOf({ kind, before, after, at, actorKind, actorId }: Event): Person['came'] {
  if (kind !== 'contact.created' && kind !== 'contact.status_changed') return [];
  const statusOf = (facts: unknown) => (facts as { statusId: number }).statusId;
  const from = kind === 'contact.created' ? null : statusOf(before);
  return [{ from, to: statusOf(after), at, by: actorKind === 'member' ? actorId : null }];
}

function liveTouches(all: (typeof touches.$inferSelect)[]): Person['touches'] {
  return all
    .filter(({ id }) => all.every(({ supersedesId }) => supersedesId !== id))
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.id - b.id)
    .map(({ originId, evidence }) => ({
      originId,
      ad: (evidence as { referral?: { sourceId: string } }).referral?.sourceId ?? null,
    }));
}

function firstAnswer(said: (typeof messages.$inferSelect)[]): number | null {
  const inOrder = said.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const asked = inOrder.find(({ direction }) => direction === 'in');
  const answer = inOrder.find(
    ({ direction, state, at }) => direction === 'out' && state !== 'failed' && asked && at >= asked.at,
  );
  return asked && answer ? (answer.at.getTime() - asked.at.getTime()) / 1_000 : null;
}

/** Those of them who arrived in the period. */
export function arrivalsOf(ctx: Ctx, people: Person[], period: Period): Person[] {
  return people.filter(({ createdAt }) => isIn(ctx, createdAt, period));
}

export function isIn(ctx: Ctx, at: Date, { from, to }: Period): boolean {
  const day = dayOf(ctx, at);
  return from <= day && day <= to;
}

/** Seconds from a person's arrival until they first came into one of these statuses; null: never. */
export function secondsTo({ came, createdAt }: Person, statusIds: number[]): number | null {
  const moments = came.filter(({ to }) => statusIds.includes(to)).map(({ at }) => at.getTime());
  return moments.length === 0 ? null : (Math.min(...moments) - createdAt.getTime()) / 1_000;
}

/** The length of time that so many of a list do not exceed, as reports tell lengths; null of nothing. */
export function share(list: (number | null)[], part: number): number | null {
  const sorted = list
    .filter((one) => one !== null)
    .map(stepped)
    .sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}
