import { and, eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { writeAnswers } from '../fields/answers.ts';
import { changedAnswers, lockSentAnswers, readSentAnswers } from '../fields/sent.ts';
import { parseInput } from '../input.ts';
import { changeEvents, pick } from './change-events.ts';
import { lockChoices, refuseGone } from './choices.ts';
import { factColumns } from './get.ts';
import {
  addIdentities,
  explainingDuplicates,
  type Identity,
  isSameIdentity,
  lockPhones,
  refuseDuplicates,
  removeIdentities,
  removeOtherSpellings,
} from './identities.ts';
import { identitiesOf } from './identities-of.ts';
import { type ContactFacts, updateInput } from './input.ts';
import { changedFields } from './rules.ts';
import { staleContact } from './stale.ts';
import { visibleContacts } from './where.ts';

type Edit = { id: number; version: number; facts: Partial<ContactFacts>; input: unknown };
type Current = ContactFacts & { version: number; statusSince: Date };

/**
 * Changes the facts that `input` names of a contact that the person saw at `version`, and returns its version now; `fields` are answers to custom
 * fields (see `readSentAnswers`). What is already so is not written again.
 * @throws `stale` with `details: StaleContact` when somebody else changed it since; `invalid` (a problem per field, custom ones by `field.<id>`; phone: phone_or_email;
 * statusId, originId, ownerId: gone); `duplicate` as `createContact`; `not_found`; `forbidden`.
 */
export async function updateContact(ctx: Ctx, input: unknown): Promise<{ id: number; version: number }> {
  authorize(ctx, 'contact.write');
  const { problems } = await readSentAnswers(ctx, input);
  const { id, version, ...facts } = parseInput(updateInput(ctx.workspace.country), input, problems);
  const edit = { id, version, facts, input };
  const saved = await explainingDuplicates(ctx, facts, id, () => inTransaction(ctx, (tx) => save(tx, edit)));
  if (saved === 'stale') throw await staleContact(ctx, id);
  return { id, version: saved };
}

async function save(ctx: Ctx, { id, version, facts, input }: Edit): Promise<number | 'stale'> {
  await lockPhones(ctx, [facts.phone]);
  const sent = await lockSentAnswers(ctx, input);
  const found = await lockChoices(ctx, facts);
  const before = await lockContact(ctx, id);
  if (!before) throw notFound();
  const { version: current, statusSince, ...old } = before;
  const wanted = await withNextMains(ctx, id, old, facts);
  const changed = changedFields(old, wanted);
  const answers = await changedAnswers(ctx, id, sent);
  if (changed.length + answers.length === 0) return current;
  if (current !== version) return 'stale';
  const after = { ...old, ...pick(wanted, changed) };
  refuseGone(pick(wanted, changed), found);
  await writeIdentities(ctx, id, newIdentity(changed, old), newIdentity(changed, after));
  await write(ctx, id, pick(after, changed));
  await writeAnswers(
    ctx,
    answers.map(({ field, value }) => ({ contactId: id, field, value })),
  );
  await recordContactEvents(ctx, changeEvents(id, changed, before, after, answers));
  return current + 1;
}

/** An emptied phone or e-mail gives its place to the contact's next one. @throws `invalid` when nothing is left to know the person by. */
async function withNextMains(
  ctx: Ctx,
  id: number,
  old: ContactFacts,
  facts: Partial<ContactFacts>,
): Promise<Partial<ContactFacts>> {
  const isEmptied = (field: 'phone' | 'email') => facts[field] === null && old[field] !== null;
  if (!isEmptied('phone') && !isEmptied('email')) return facts;
  const gone = { phone: isEmptied('phone') ? old.phone : null, email: isEmptied('email') ? old.email : null };
  const others = (await identitiesOf(ctx, id)).filter((one) => !isSameIdentity(one, gone));
  const next = (kind: 'phone' | 'email') => others.find((one) => one.kind === kind)?.value ?? null;
  const isKnown = others.length > 0 || Boolean(facts.phone || facts.email);
  if (!isKnown) throw invalidField('phone', 'phone_or_email');
  return {
    ...facts,
    ...(isEmptied('phone') && { phone: next('phone') }),
    ...(isEmptied('email') && { email: next('email') }),
  };
}

async function writeIdentities(ctx: Ctx, id: number, old: Identity, wanted: Identity): Promise<void> {
  await refuseDuplicates(ctx, wanted, id);
  await removeIdentities(ctx, id, old);
  await removeOtherSpellings(ctx, id, wanted.phone);
  await addIdentities(ctx, id, wanted);
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

function newIdentity(changed: (keyof ContactFacts)[], { phone, email }: ContactFacts) {
  return {
    phone: changed.includes('phone') ? phone : null,
    email: changed.includes('email') ? email : null,
  };
}
