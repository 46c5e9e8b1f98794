import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { ContactEventKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { type ContactEvent, recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { lockChoices, refuseGone } from './choices.ts';
import { factColumns } from './get.ts';
import {
  addIdentities,
  explainingDuplicates,
  lockPhones,
  refuseDuplicates,
  removeIdentities,
} from './identities.ts';
import { type ContactFacts, updateInput } from './input.ts';
import { changedFields } from './rules.ts';
import { staleContact } from './stale.ts';
import { visibleContacts } from './where.ts';

type Edit = { id: number; version: number; facts: Partial<ContactFacts> };
type Current = ContactFacts & { version: number; statusSince: Date };

/**
 * Changes the facts that `input` names of a contact that the person saw at `version`, and returns its version now. What is already so is not
 * written again.
 * @throws `stale` with `details: StaleContact` when somebody else changed it since; `invalid` (a problem per field; phone: phone_or_email;
 * statusId, originId, ownerId: gone); `duplicate` as `createContact`; `not_found`; `forbidden`.
 */
export async function updateContact(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  const { id, version, ...facts } = parseInput(updateInput(ctx.workspace.country), input);
  const edit = { id, version, facts };
  const saved = await explainingDuplicates(ctx, facts, id, () => inTransaction(ctx, (tx) => save(tx, edit)));
  if (saved === 'stale') throw await staleContact(ctx, id);
  return { id, version: saved };
}

async function save(ctx: Ctx, { id, version, facts }: Edit): Promise<number | 'stale'> {
  await lockPhones(ctx, [facts.phone]);
  const found = await lockChoices(ctx, facts);
  const before = await lockContact(ctx, id);
  if (!before) throw notFound();
  const { version: current, statusSince, ...old } = before;
  const changed = changedFields(old, facts);
  if (changed.length === 0) return current;
  if (current !== version) return 'stale';
  const after = { ...old, ...pick(facts, changed) };
  if (!after.phone && !after.email) throw invalidField('phone', 'phone_or_email');
  refuseGone(pick(facts, changed), found);
  await refuseDuplicates(ctx, newIdentity(changed, after), id);
  await write(ctx, id, pick(after, changed));
  await removeIdentities(ctx, id, newIdentity(changed, old));
  await addIdentities(ctx, id, newIdentity(changed, after));
  await recordContactEvents(ctx, eventsOf(id, changed, before, after));
  return current + 1;
}

async function lockContact(ctx: Ctx, id: number): Promise<Current | undefined> {
  const [row] = await ctx.db
    .select({ ...factColumns, version: contacts.version, statusSince: contacts.statusSince })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
    .for('update');
  return row;
}

async function write(ctx: Ctx, id: number, facts: Partial<ContactFacts>): Promise<void> {
  const isMoved = facts.statusId !== undefined;
  // Correcting a detail is not activity: the board would jump. A move or a new note is.
  const isActivity = isMoved || facts.notes !== undefined;
  await ctx.db
    .update(contacts)
    .set({
      ...facts,
      ...(isMoved && { statusSince: sql`now()` }),
      ...(isActivity && { lastActivityAt: sql`now()` }),
      updatedAt: sql`now()`,
      version: sql`${contacts.version} + 1`,
    })
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
}

const OWN_EVENT: Partial<Record<keyof ContactFacts, ContactEventKind>> = {
  statusId: 'contact.status_changed',
  originId: 'contact.origin_changed',
  ownerId: 'contact.owner_changed',
};

/** One event for the details together, and one for each of status, origin and owner, which others listen to. */
function eventsOf(
  contactId: number,
  changed: (keyof ContactFacts)[],
  before: Current,
  after: ContactFacts,
): ContactEvent[] {
  const details = changed.filter((field) => !OWN_EVENT[field]);
  const events: ContactEvent[] = [];
  if (details.length > 0) {
    const [from, to] = [pick(before, details), pick(after, details)];
    events.push({ contactId, kind: 'contact.updated', before: from, after: to });
  }
  for (const field of changed) {
    const kind = OWN_EVENT[field];
    if (!kind) continue;
    const since = field === 'statusId' ? { statusSince: before.statusSince } : {};
    events.push({
      contactId,
      kind,
      before: { [field]: before[field], ...since },
      after: pick(after, [field]),
    });
  }
  return events;
}

function newIdentity(changed: (keyof ContactFacts)[], { phone, email }: ContactFacts) {
  return {
    phone: changed.includes('phone') ? phone : null,
    email: changed.includes('email') ? email : null,
  };
}

function pick<T extends object>(from: T, fields: (keyof T)[]): Partial<T> {
  return Object.fromEntries(fields.map((field) => [field, from[field]])) as Partial<T>;
}
