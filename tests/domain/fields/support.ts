import { createContact } from '#domain/contacts/create.ts';
import { getContact } from '#domain/contacts/get.ts';
import type { Ctx } from '#domain/ctx.ts';
import { createField } from '#domain/fields/create.ts';
import type { Answers, Field } from '#domain/fields/types.ts';
import type { Desk } from '../contacts/support.ts';

export type Fields = Record<'cpf' | 'limit' | 'since' | 'plan' | 'partner', Field>;

/** One field of each kind; Plano offers Ouro and Prata. */
export async function makeFields(ctx: Ctx): Promise<Fields> {
  const choices = [{ name: 'Ouro' }, { name: 'Prata' }];
  return {
    cpf: await createField(ctx, { name: 'CPF', kind: 'text' }),
    limit: await createField(ctx, { name: 'Limite', kind: 'number' }),
    since: await createField(ctx, { name: 'Cliente desde', kind: 'date' }),
    plan: await createField(ctx, { name: 'Plano', kind: 'choice', choices }),
    partner: await createField(ctx, { name: 'Parceiro', kind: 'yes_no' }),
  };
}

/** The id of a field's choice. */
export function choiceId(field: Field, name: string): number {
  const found = field.choices.find((choice) => choice.name === name);
  if (!found) throw new Error(`no choice ${name}`);
  return found.id;
}

let made = 0;

/** A contact with answers, added as people add one. */
export async function addContact(desk: Desk, fields: Record<string, unknown> = {}): Promise<number> {
  const phone = `119${10_000_000 + ++made}`;
  const contact = await createContact(desk.admin, {
    firstName: 'Ana',
    phone,
    originId: desk.whatsapp,
    fields,
  });
  return contact.id;
}

export const answersOf = async (ctx: Ctx, id: number): Promise<Answers> =>
  (await getContact(ctx, { id })).fields;
