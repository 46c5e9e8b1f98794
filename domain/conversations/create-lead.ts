import { contacts } from '#db/schema/contacts.ts';
import { pickOwner, queueLead } from '../auto-lead/assign.ts';
import type { AutoLead, Ruling } from '../auto-lead/types.ts';
import { survivingOrigin } from '../contacts/bring-back.ts';
import { lockChoices } from '../contacts/choices.ts';
import type { Ctx } from '../ctx.ts';
import type { ContactEvent } from '../events.ts';
import { leadName } from './lead-name.ts';

type NewLead = {
  person: { userId: string | null; phone: string | null; profileName: string; username: string };
  ruling: Ruling;
  /** When they wrote. */
  at: Date;
  optedOutAt: Date | null;
  /** Who gets it, where that is not for the rules to say. */
  ownerId?: number | null;
};

/** A contact that was just made; `event` says so, to be recorded with what else is known by then. */
export type MadeLead = { contactId: number; event: ContactEvent };

/**
 * Makes a contact of a person whom nobody knows; their identities are locked, and put into the table by the caller. The turn of owners is locked first,
 * then status, origin and owner, as everybody does. For siblings.
 */
export async function createLead(ctx: Ctx, autoLead: AutoLead, lead: NewLead): Promise<MadeLead> {
  const { person, at, optedOutAt } = lead;
  const picked =
    lead.ownerId === undefined
      ? await pickOwner(ctx, autoLead, { now: new Date() })
      : { ownerId: lead.ownerId, wait: null };
  const standing = await lockStanding(ctx, lead.ruling.originId, autoLead.statusId, picked.ownerId);
  const { statusId, originId, ownerId } = standing;
  const [contact] = await ctx.db
    .insert(contacts)
    .values({
      workspaceId: ctx.workspace.id,
      ...leadName(person, ctx.workspace.country),
      phone: person.phone,
      statusId,
      originId,
      ownerId,
      lastMessageAt: at,
      lastActivityAt: at,
      optedOutAt,
    })
    .returning({ id: contacts.id });
  if (!contact) throw new Error('insert returned no contact');
  if (picked.wait !== null) await queueLead(ctx, contact.id, picked.wait);
  return {
    contactId: contact.id,
    event: {
      contactId: contact.id,
      kind: 'contact.created',
      after: { statusId, originId, ownerId, type: 'lead' },
    },
  };
}

/** The wanted status, else the default one: it may have been retired a moment ago. An origin may be archived, or merged into another. */
async function lockStanding(ctx: Ctx, wantedOriginId: number, wantedId: number | null, asked: number | null) {
  const found = await lockChoices(ctx, {
    ...(wantedId !== null && { statusId: wantedId }),
    originId: wantedOriginId,
    ownerId: asked,
  });
  const statusId = found.statusId ?? (await lockChoices(ctx, {})).statusId;
  if (statusId === null) throw new Error('the workspace has no status');
  const originId = found.originId ?? (await survivingOrigin(ctx, wantedOriginId));
  return { statusId, originId, ownerId: found.ownerId };
}
