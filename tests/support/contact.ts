import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { recordContactEvents } from '#domain/events.ts';

let made = 0;

/** A contact put straight into the tables, with the event and identity that `createContact` would write. */
export async function makeContact(
  ctx: Ctx,
  facts: {
    statusId: number;
    originId: number;
    ownerId?: number | null;
    firstName?: string;
    lastName?: string;
  },
): Promise<number> {
  const phone = `5511${900000000 + ++made}`;
  const { statusId, originId, ownerId = null } = facts;
  const workspaceId = ctx.workspace.id;
  return inTransaction(ctx, async (tx) => {
    const [contact] = await tx.db
      .insert(contacts)
      .values({ workspaceId, firstName: `Contato ${made}`, phone, ...facts })
      .returning({ id: contacts.id });
    if (!contact) throw new Error('no contact');
    await tx.db
      .insert(contactIdentities)
      .values({ workspaceId, kind: 'phone', value: phone, contactId: contact.id });
    await recordContactEvents(tx, [
      { contactId: contact.id, kind: 'contact.created', after: { statusId, originId, ownerId } },
    ]);
    return contact.id;
  });
}
