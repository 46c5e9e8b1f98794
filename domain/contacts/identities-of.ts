import { and, eq } from 'drizzle-orm';
import { contactIdentities } from '#db/schema/contacts.ts';
import type { IdentityKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';

/** What a contact is recognised by, the oldest first. */
export async function identitiesOf(
  ctx: Ctx,
  contactId: number,
): Promise<{ kind: IdentityKind; value: string }[]> {
  return ctx.db
    .select({ kind: contactIdentities.kind, value: contactIdentities.value })
    .from(contactIdentities)
    .where(
      and(eq(contactIdentities.workspaceId, ctx.workspace.id), eq(contactIdentities.contactId, contactId)),
    )
    .orderBy(contactIdentities.createdAt, contactIdentities.kind, contactIdentities.value);
}
