import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { writeAnswers } from '../fields/answers.ts';
import { lockSentAnswers, readSentAnswers } from '../fields/sent.ts';
import { parseInput } from '../input.ts';
import { lockChoices, refuseGone } from './choices.ts';
import { addIdentities, explainingDuplicates, lockPhones, refuseDuplicates } from './identities.ts';
import { createInput } from './input.ts';

export type Created = { id: number; version: number; name: string; statusId: number };

/**
 * Adds a contact and returns it; `fields` are answers to custom fields (see `readSentAnswers`). The same phone (in any spelling) or e-mail never makes two, however many try at once.
 * @throws `invalid` (a problem per field; custom ones by `field.<id>`; statusId, originId, ownerId: gone); `duplicate` (phone, email: taken_by…) with
 * `details: { duplicates: Duplicate[] }`; `forbidden`.
 */
export async function createContact(ctx: Ctx, input: unknown): Promise<Created> {
  authorize(ctx, 'contact.write');
  const { problems } = await readSentAnswers(ctx, input);
  const facts = parseInput(createInput(ctx.workspace.country), input, problems);
  return explainingDuplicates(ctx, facts, null, () => inTransaction(ctx, (tx) => insert(tx, facts, input)));
}

async function insert(
  ctx: Ctx,
  facts: ReturnType<ReturnType<typeof createInput>['parse']>,
  input: unknown,
): Promise<Created> {
  await lockPhones(ctx, [facts.phone]);
  const answers = await lockSentAnswers(ctx, input);
  await refuseDuplicates(ctx, facts, null);
  const found = await lockChoices(ctx, facts);
  refuseGone(facts, found);
  const { statusId } = found;
  if (statusId === null) throw invalidField('statusId', 'required');
  const [contact] = await ctx.db
    .insert(contacts)
    .values({ ...facts, workspaceId: ctx.workspace.id, statusId })
    .returning({ id: contacts.id, version: contacts.version, name: contacts.name });
  if (!contact) throw new Error('insert returned no contact');
  // First of all: what they wrote before comes into their history with their identities.
  await recordContactEvents(ctx, [
    {
      contactId: contact.id,
      kind: 'contact.created',
      after: { statusId, originId: facts.originId, ownerId: facts.ownerId, type: facts.type },
    },
  ]);
  await addIdentities(ctx, contact.id, facts);
  const given = answers.filter(({ value }) => value !== null);
  await writeAnswers(
    ctx,
    given.map((answer) => ({ contactId: contact.id, ...answer })),
  );
  return { ...contact, statusId };
}
