import { and, eq, inArray, or, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { contactIdentities } from '#db/schema/contacts.ts';
import { phoneVariants, samePhoneLockKey } from '#lib/phone.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, type FieldProblem } from '../errors.ts';
import { type Duplicate, findHolders } from './find-duplicate.ts';

/** What a contact is recognised by, as people write it: E.164 digits, and an e-mail in any case. */
export type Identity = { phone: string | null; email: string | null };

/**
 * Makes everybody else who is about to write a spelling of the same phone wait until this transaction ends: the key of the table alone
 * would let two spellings through. For one or many phones, always in the same order.
 */
export async function lockPhones(ctx: Ctx, phones: (string | null | undefined)[]): Promise<void> {
  const keys = phones.filter((phone) => typeof phone === 'string').map(samePhoneLockKey);
  for (const key of [...new Set(keys)].sort()) {
    await ctx.db.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`phone:${ctx.workspace.id}:${key}`}, 0))`,
    );
  }
}

/** Throws `duplicate` when somebody else has the phone or the e-mail. */
export async function refuseDuplicates(ctx: Ctx, identity: Identity, exceptId: number | null): Promise<void> {
  const duplicates = await findHolders(ctx, identity, exceptId);
  if (duplicates.length > 0) throw duplicateOf(duplicates);
}

/** Puts the identities of a new contact, or of one whose old ones are gone, into the table. */
export async function addIdentities(ctx: Ctx, contactId: number, identity: Identity): Promise<void> {
  const rows = identityKeys(identity).map((key) => ({ workspaceId: ctx.workspace.id, contactId, ...key }));
  if (rows.length > 0) await ctx.db.insert(contactIdentities).values(rows);
}

/** Takes a contact's old phone, in all its spellings, and its old e-mail out of the table. */
export async function removeIdentities(ctx: Ctx, contactId: number, identity: Identity): Promise<void> {
  const { workspaceId, kind, value } = contactIdentities;
  const phones = identity.phone === null ? [] : phoneVariants(identity.phone);
  const emails = identity.email === null ? [] : [identity.email.toLowerCase()];
  if (phones.length + emails.length === 0) return;
  await ctx.db
    .delete(contactIdentities)
    .where(
      and(
        eq(workspaceId, ctx.workspace.id),
        eq(contactIdentities.contactId, contactId),
        or(and(eq(kind, 'phone'), inArray(value, phones)), and(eq(kind, 'email'), inArray(value, emails))),
      ),
    );
}

/**
 * Runs a write of identities. When the database's own key refuses one that somebody wrote a moment ago, the refusal names its holder, as if it
 * had been seen before.
 */
export async function explainingDuplicates<T>(
  ctx: Ctx,
  identity: Partial<Identity>,
  exceptId: number | null,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!violatesUnique(error, 'contact_identities_workspace_id_kind_value_pk')) throw error;
    await refuseDuplicates(ctx, { phone: identity.phone ?? null, email: identity.email ?? null }, exceptId);
    throw error;
  }
}

function identityKeys({ phone, email }: Identity): { kind: 'phone' | 'email'; value: string }[] {
  const keys: { kind: 'phone' | 'email'; value: string }[] = [];
  // In the order of the key, so that two writers of the same pair wait for each other instead of deadlocking.
  if (email !== null) keys.push({ kind: 'email', value: email.toLowerCase() });
  if (phone !== null) keys.push({ kind: 'phone', value: phone });
  return keys;
}

function duplicateOf(duplicates: Duplicate[]): DomainError {
  const fields = Object.fromEntries(duplicates.map((one) => [one.field, problemOf(one)]));
  return new DomainError('duplicate', { fields, details: { duplicates } });
}

function problemOf({ contact, ownerName }: Duplicate): FieldProblem {
  if (contact) return { code: 'taken_by', params: { name: contact.name } };
  return ownerName
    ? { code: 'taken_by_contact_of', params: { owner: ownerName } }
    : { code: 'taken_by_hidden' };
}
