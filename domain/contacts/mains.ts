import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { IdentityKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { isSameIdentity } from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import { staleContact } from './stale.ts';
import { visibleContacts } from './where.ts';

/** The phone and the e-mail of a contact that are shown and written to; it may have more. */
export type Mains = { phone: string | null; email: string | null };
export type Held = Mains & { id: number; version: number };

/**
 * Locks contacts against every other change until the transaction ends, in the order of their ids, and gives what they hold in the order asked.
 * `seen` are the versions that the person saw; who has none may have changed meanwhile.
 * @throws `not_found` when one is gone or may not be seen; `stale` with `details: StaleContact`.
 */
export async function lockHolders(ctx: Ctx, seen: { id: number; version: number | null }[]): Promise<Held[]> {
  const held = new Map<number, Held>();
  for (const { id, version } of [...seen].sort((a, b) => a.id - b.id)) {
    const [row] = await ctx.db
      .select({ id: contacts.id, version: contacts.version, phone: contacts.phone, email: contacts.email })
      .from(contacts)
      .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
      .for('update');
    if (!row) throw notFound();
    if (version !== null && row.version !== version) throw await staleContact(ctx, id);
    held.set(id, row);
  }
  return seen.flatMap(({ id }) => held.get(id) ?? []);
}

/** The mains of a contact whose identities have changed: those that it still has, else its oldest other one of the kind. */
export async function settledMains(ctx: Ctx, { id, phone, email }: Held): Promise<Mains> {
  const left = await identitiesOf(ctx, id);
  const settle = (kind: IdentityKind & keyof Mains, main: string | null) => {
    const isLeft = left.some((one) => isSameIdentity(one, { phone: null, email: null, [kind]: main }));
    return isLeft ? main : (left.find((one) => one.kind === kind)?.value ?? null);
  };
  return { phone: settle('phone', phone), email: settle('email', email) };
}

/** Writes a contact's mains and its next version, which is returned. */
export async function writeMains(ctx: Ctx, { id, version }: Held, mains: Mains): Promise<number> {
  await ctx.db
    .update(contacts)
    .set({ ...mains, version: version + 1, updatedAt: sql`now()` })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
  return version + 1;
}

/** What `contact.updated` tells of changed mains, or nothing. */
export function mainsEvent(before: Held, after: Mains) {
  const fields = (['phone', 'email'] as const).filter((field) => before[field] !== after[field]);
  if (fields.length === 0) return [];
  const pick = (mains: Mains) => Object.fromEntries(fields.map((field) => [field, mains[field]]));
  return [
    { contactId: before.id, kind: 'contact.updated' as const, before: pick(before), after: pick(after) },
  ];
}
