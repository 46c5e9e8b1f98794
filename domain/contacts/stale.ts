import { and, desc, eq } from 'drizzle-orm';
import { contactEvents } from '#db/schema/events.ts';
import { users } from '#db/schema/users.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { type Contact, getContact } from './get.ts';

/** What somebody is told whose edit came second: the contact as it is now, and who changed it last, when. */
export type StaleContact = { current: Contact; changedBy: string | null; at: Date };

/** The refusal of an edit that did not see the newest version; `not_found` when the contact is gone meanwhile. */
export async function staleContact(ctx: Ctx, id: number): Promise<DomainError> {
  const current = await getContact(ctx, { id });
  const [last] = await ctx.db
    .select({ changedBy: users.name, at: contactEvents.at })
    .from(contactEvents)
    .leftJoin(users, eq(users.id, contactEvents.actorId))
    .where(and(eq(contactEvents.workspaceId, ctx.workspace.id), eq(contactEvents.contactId, id)))
    .orderBy(desc(contactEvents.id))
    .limit(1);
  const details: StaleContact = {
    current,
    changedBy: last?.changedBy ?? null,
    at: last?.at ?? current.lastActivityAt,
  };
  return new DomainError('stale', { details });
}
