import { eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import type { Ctx } from '#domain/ctx.ts';

type Event = typeof contactEvents.$inferSelect;
/** Where one came to stand (null: nowhere), when, and by which move. */
type Told = { at: number; statusId: number | null; from: number | null };
export type Story = {
  id: number;
  told: Told[];
  /** As of today; null: in the list no more. */
  contact: typeof contacts.$inferSelect | null;
};

const COMES = ['contact.created', 'contact.status_changed', 'contact.restored', 'contact.split'];
const GOES = ['contact.deleted', 'contact.erased', 'contact.merged'];

/** Everybody there ever was with what history tells of where they stood, event by event; nothing that is kept besides is read. */
export async function readStories({ db, workspace }: Ctx): Promise<Story[]> {
  const events = await db
    .select()
    .from(contactEvents)
    .where(eq(contactEvents.workspaceId, workspace.id))
    .orderBy(contactEvents.id);
  const present = await db.select().from(contacts).where(eq(contacts.workspaceId, workspace.id));
  return [...Map.groupBy(events, ({ contactId }) => contactId)].map(([id, own]) => ({
    id,
    told: own.reduce<Told[]>(tellFurther, []),
    contact: present.find((one) => one.id === id) ?? null,
  }));
}

function tellFurther(told: Told[], { kind, before, after, at }: Event): Told[] {
  const facts = (after ?? {}) as { statusId?: number; intoId?: number };
  const comes = COMES.includes(kind) && facts.statusId !== undefined;
  const goes = GOES.includes(kind) && (kind !== 'contact.merged' || facts.intoId !== undefined);
  if (!comes && !goes) return told;
  // Moments never run backwards within a contact.
  const moment = Math.max(at.getTime(), told.at(-1)?.at ?? 0);
  const from = kind === 'contact.status_changed' ? (before as { statusId: number }).statusId : null;
  return [...told, { at: moment, statusId: comes ? (facts.statusId ?? null) : null, from }];
}

/** Where each of them stood at a moment, and since when; those who stood nowhere are left out. */
export function standingAt(stories: Story[], at: Date) {
  return stories.flatMap(({ id, told, contact }) => {
    const last = told.findLast((one) => one.at <= at.getTime());
    return last && last.statusId !== null ? [{ id, contact, statusId: last.statusId, since: last.at }] : [];
  });
}

/** How many stood in each status at a moment; nobody's status is left out. */
export function slowTotals(stories: Story[], at: Date): Record<number, number> {
  const byStatus = Map.groupBy(standingAt(stories, at), ({ statusId }) => statusId);
  return Object.fromEntries([...byStatus].map(([id, all]) => [id, all.length]));
}
