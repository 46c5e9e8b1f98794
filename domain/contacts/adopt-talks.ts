import { sql } from 'drizzle-orm';
import type { Match } from '#db/whatsapp-values.ts';
import { phoneVariants, whatsappSpellings } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { announceContacts, announceProgress } from '../events.ts';
import { wakeWorker } from '../jobs.ts';
import { runText } from '../sql-text.ts';
import { ADOPT, type Adoption } from './adopt-sql.ts';
import { identitiesOf } from './identities-of.ts';
import { type KnownBy, matchOf, planAdoptions, type Stray } from './plan-adoptions.ts';
import { lockPeople, recognise, type WhatsappPerson } from './recognise.ts';
import { personKeys, takeUp } from './waited-for.ts';

/**
 * Gives a contact what it wrote before it was one, and what webhooks told of it: conversations that stand alone under these names, with any number of ours and in
 * any spelling. `matchedBy`: by what, when a person said so. To be called by whoever writes identities, with the contact and the identities locked;
 * nobody else need think of it.
 * @throws `forbidden`.
 */
export async function adoptTalks(
  ctx: Ctx,
  contactId: number,
  people: WhatsappPerson[],
  matchedBy: Match | null = null,
): Promise<void> {
  authorize(ctx, 'contact.write');
  await takeUp(ctx, people.flatMap(personKeys));
  const strays = await lockStrays(ctx, people);
  if (strays.length === 0) return;
  const known = await identitiesOf(ctx, contactId);
  // WhatsApp's own spelling, or a name that is about to be written, where no identity says it.
  const named = people.flatMap(namesOf);
  const adoptions = planAdoptions(
    strays.map(({ id, numberId, ...names }) => {
      const stray = { id, numberId, ...names };
      const match = matchOf(stray, known) ?? matchOf(stray, named);
      return {
        id,
        numberId,
        contact: contactId,
        by: matchedBy ?? match?.by ?? null,
        value: match?.value ?? null,
      };
    }),
    await lockOwn(ctx, contactId),
  );
  await adopt(ctx, contactId, adoptions);
}

/** The same by all that a contact is known by: where its identities may have been written before this was done. @throws `forbidden`. */
export async function adoptAllTalks(ctx: Ctx, contactId: number): Promise<void> {
  const known = await identitiesOf(ctx, contactId);
  const people = known.flatMap(({ kind, value }): WhatsappPerson[] => {
    if (kind === 'email') return [];
    return [kind === 'phone' ? { phone: value, userId: null } : { phone: null, userId: value }];
  });
  if (people.length > 0) await adoptTalks(ctx, contactId, people);
}

/**
 * Gives what stands alone under a person's names to the contact that they are, where somebody knows them: for whoever has just learnt one more name of
 * them. @throws `forbidden`.
 */
export async function adoptWhereKnown(ctx: Ctx, person: WhatsappPerson): Promise<void> {
  await lockPeople(ctx, [person]);
  const known = await recognise(ctx, person);
  if (!known) return;
  const [held] = await ctx.db.execute(sql`
    select id from contacts where workspace_id = ${ctx.workspace.id} and id = ${known.contactId} for update`);
  if (held) await adoptTalks(ctx, known.contactId, [person]);
}

async function adopt(ctx: Ctx, contactId: number, adoptions: Adoption[]): Promise<void> {
  const given = [ctx.workspace.id, JSON.stringify(adoptions), ctx.actor.kind, actorId(ctx), null];
  for (const statement of ADOPT) await runText(ctx, statement, given);
  await announceContacts(ctx, [contactId]);
  for (const keeper of new Set(adoptions.map((one) => one.keeper)))
    await announceProgress(ctx, 'conversation', keeper);
  await wakeWorker(ctx, 'judge-arrivals');
}

function namesOf({ userId, phone }: WhatsappPerson): KnownBy[] {
  return [
    ...(userId === null ? [] : [{ kind: 'whatsapp_user', value: userId }]),
    ...(phone === null ? [] : [{ kind: 'phone', value: phone }]),
  ];
}

const list = (values: string[]) => sql`${sql.param(values)}::text[]`;

async function lockStrays(ctx: Ctx, people: WhatsappPerson[]): Promise<Stray[]> {
  const phones = people.flatMap(({ phone }) =>
    phone === null ? [] : [...phoneVariants(phone), ...whatsappSpellings(phone)],
  );
  const ids = people.flatMap(({ userId }) => userId ?? []);
  const rows = await ctx.db.execute<Record<'id' | 'numberId', string> & Pick<Stray, 'userId' | 'phone'>>(sql`
    select id, number_id as "numberId", user_id as "userId", phone from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id is null
      and (user_id = any(${list(ids)}) or phone = any(${list(phones)}))
    order by id for update`);
  return rows.map(({ id, numberId, ...names }) => ({ id: Number(id), numberId: Number(numberId), ...names }));
}

async function lockOwn(ctx: Ctx, contactId: number) {
  const rows = await ctx.db.execute<Record<'id' | 'numberId', string>>(sql`
    select id, number_id as "numberId" from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id = ${contactId} order by id for update`);
  return rows.map((row) => ({ id: Number(row.id), numberId: Number(row.numberId), contact: contactId }));
}
