import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { contactIdentities } from '#db/schema/contacts.ts';
import type { ActorKind, IdentityKind, IdentitySource } from '#db/values.ts';
import { phoneVariants, samePhoneLockKey } from '#lib/phone.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { DomainError, type FieldProblem } from '../errors.ts';
import { adoptTalks } from './adopt-talks.ts';
import { type Duplicate, findHolders } from './find-duplicate.ts';
import { passPhones } from './phone-gate.ts';

/** What a contact is recognised by, as people write it: E.164 digits, and an e-mail in any case. */
export type Identity = { phone: string | null; email: string | null };

/**
 * Makes everybody else who is about to write a spelling of the same phone wait until this transaction ends: the key of the table alone
 * would let two spellings through. For one or many phones, always in the same order.
 */
export async function lockPhones(ctx: Ctx, phones: (string | null | undefined)[]): Promise<void> {
  const keys = phones.filter((phone) => typeof phone === 'string').map(samePhoneLockKey);
  if (keys.length > 0) await passPhones(ctx);
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

const SOURCES: Record<ActorKind, IdentitySource> = {
  member: 'form',
  import: 'import',
  webhook: 'message',
  api_key: 'api',
  automation: 'api',
  system: 'form',
};

/**
 * Puts identities of a contact into the table, with where they came from; those that it has already stay as they are. What the same phone wrote before
 * is the contact's from now on. Whoever changes the identities of a contact holds the lock on its row.
 */
export async function addIdentities(ctx: Ctx, contactId: number, identity: Identity): Promise<void> {
  const keys = identityKeys(identity);
  if (keys.length === 0) return;
  // In the order of the key, so that two writers of the same pair wait for each other instead of deadlocking.
  await ctx.db.execute(sql`
    insert into contact_identities (workspace_id, kind, value, contact_id, source, added_by)
    select ${ctx.workspace.id}::bigint, kind, value, ${contactId}::bigint, ${SOURCES[ctx.actor.kind]}, ${actorId(ctx)}::bigint
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as given (kind text, value text)
    where not exists (
      select from contact_identities own
      where own.workspace_id = ${ctx.workspace.id} and own.contact_id = ${contactId}
        and own.kind = given.kind and own.value = given.value)
    order by kind, value`);
  if (identity.phone !== null) await adoptTalks(ctx, contactId, [{ phone: identity.phone, userId: null }]);
}

/** Takes a contact's old phone, in all its spellings, and its old e-mail out of the table. */
export async function removeIdentities(ctx: Ctx, contactId: number, identity: Identity): Promise<void> {
  const keys = identityKeys(identity);
  for (const { kind, value } of keys) {
    await ctx.db.delete(contactIdentities).where(heldAs(ctx, contactId, kind, spellingsOf(kind, value)));
  }
}

/** Takes other spellings of a contact's phone out of the table, so that each phone is there once. */
export async function removeOtherSpellings(ctx: Ctx, contactId: number, phone: string | null): Promise<void> {
  if (phone === null) return;
  const held = heldAs(ctx, contactId, 'phone', phoneVariants(phone));
  await ctx.db.delete(contactIdentities).where(and(held, ne(contactIdentities.value, phone)));
}

/** All spellings of one identity. */
export function spellingsOf(kind: IdentityKind, value: string): string[] {
  if (kind === 'phone') return phoneVariants(value);
  return [kind === 'email' ? value.toLowerCase() : value];
}

/** Whether `one` is this phone, in any spelling, or this e-mail. */
export function isSameIdentity(
  one: { kind: IdentityKind; value: string },
  { phone, email }: Identity,
): boolean {
  if (one.kind === 'phone') return phone !== null && phoneVariants(phone).includes(one.value);
  return one.kind === 'email' && email !== null && one.value === email.toLowerCase();
}

/** One identity of one contact in any of these spellings, as a condition on `contact_identities`. */
export function heldAs(ctx: Ctx, contactId: number, kind: IdentityKind, values: string[]) {
  return and(
    eq(contactIdentities.workspaceId, ctx.workspace.id),
    eq(contactIdentities.contactId, contactId),
    eq(contactIdentities.kind, kind),
    inArray(contactIdentities.value, values),
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
