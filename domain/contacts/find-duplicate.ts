import { and, eq, ne, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contactIdentities, contacts } from '#db/schema/contacts.ts';
import { users } from '#db/schema/users.ts';
import { parsePhone, phoneVariants } from '#lib/phone.ts';
import { cleanLine } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import { isEmail } from './rules.ts';
import { confinedTo } from './where.ts';

/** A contact that already has this phone (in any spelling of it) or e-mail; null where whoever acts may not see it. */
export type Duplicate = {
  field: 'phone' | 'email';
  contact: { id: number; name: string } | null;
  ownerName: string | null;
};

const typed = z.object({
  phone: z.string().max(100).catch('').default(''),
  email: z.string().max(300).catch('').default(''),
  exceptId: id.nullish().catch(null),
});

/** Who already has the phone or e-mail being typed; half-typed ones match nobody. @throws `forbidden`. */
export async function findDuplicate(ctx: Ctx, input: unknown): Promise<Duplicate[]> {
  authorize(ctx, 'contact.read');
  const { phone, email, exceptId } = parseInput(typed, input);
  const address = cleanLine(email);
  const identity = {
    phone: parsePhone(phone, ctx.workspace.country)?.e164 ?? null,
    email: address.ok && isEmail(address.value) ? address.value : null,
  };
  return findHolders(ctx, identity, exceptId ?? null);
}

/** The holders of a phone (E.164 digits) or an e-mail, other than the contact `exceptId`; at most one for each. */
export async function findHolders(
  ctx: Ctx,
  identity: { phone: string | null; email: string | null },
  exceptId: number | null,
): Promise<Duplicate[]> {
  const keys: SQL[] = [];
  if (identity.phone !== null)
    keys.push(...phoneVariants(identity.phone).map((value) => sql`('phone', ${value})`));
  if (identity.email !== null) keys.push(sql`('email', ${identity.email.toLowerCase()})`);
  if (keys.length === 0) return [];
  const { kind, value, contactId, workspaceId } = contactIdentities;
  const rows = await ctx.db
    .select({
      field: sql<Duplicate['field']>`${kind}`,
      id: contacts.id,
      name: contacts.name,
      ownerId: contacts.ownerId,
      ownerName: users.name,
    })
    .from(contactIdentities)
    .innerJoin(contacts, and(eq(contacts.workspaceId, workspaceId), eq(contacts.id, contactId)))
    .leftJoin(users, eq(users.id, contacts.ownerId))
    .where(
      and(
        eq(workspaceId, ctx.workspace.id),
        sql`(${kind}, ${value}) in (${sql.join(keys, sql`, `)})`,
        exceptId === null ? undefined : ne(contactId, exceptId),
      ),
    )
    .orderBy(sql`${kind} desc`);
  const seenBy = confinedTo(ctx);
  const isSeen = (ownerId: number | null) => seenBy === null || ownerId === null || ownerId === seenBy;
  const found = rows.map(({ field, id, name, ownerId, ownerName }) => ({
    field,
    contact: isSeen(ownerId) ? { id, name } : null,
    ownerName,
  }));
  return found.filter((one, index) => found.findIndex((other) => other.field === one.field) === index);
}
