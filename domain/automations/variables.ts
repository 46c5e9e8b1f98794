import { and, eq, sql } from 'drizzle-orm';
import { messages } from '#db/schema/conversations.ts';
import { contactEvents } from '#db/schema/events.ts';
import { formatPhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import { getContact } from '../contacts/get.ts';
import type { Ctx } from '../ctx.ts';
import { listFields } from '../fields/list.ts';
import { showFieldValue } from '../fields/values.ts';
import type { VariableValues } from './variables-rules.ts';

/**
 * What the variables of texts stand for, of one contact; `eventId`: what set the automation off. Custom fields as the workspace's language writes them.
 * @throws `not_found`, `forbidden`.
 */
export async function readVariables(
  ctx: Ctx,
  contactId: number,
  eventId: number | null = null,
): Promise<VariableValues> {
  authorize(ctx, 'contact.read');
  const contact = await getContact(ctx, { id: contactId });
  const hasAnswers = Object.keys(contact.fields).length > 0;
  const fields = hasAnswers ? await listFields(ctx) : [];
  const { locale, name } = ctx.workspace;
  return {
    first_name: contact.firstName,
    full_name: contact.name,
    phone: contact.phone === null ? '' : formatPhone(contact.phone, ctx.workspace.country),
    email: contact.email ?? '',
    company: contact.company,
    status: contact.status.name,
    origin: contact.originName,
    owner: contact.owner?.name ?? '',
    workspace: name,
    message: await messageOf(ctx, eventId),
    ...Object.fromEntries(
      fields.map((field) => [
        `field.${field.id}`,
        showFieldValue(field, contact.fields[field.id] ?? null, locale),
      ]),
    ),
  };
}

async function messageOf(ctx: Ctx, eventId: number | null): Promise<string> {
  if (eventId === null) return '';
  const [found] = await ctx.db
    .select({ body: messages.body })
    .from(contactEvents)
    .innerJoin(
      messages,
      and(
        eq(messages.workspaceId, contactEvents.workspaceId),
        eq(messages.id, sql`(${contactEvents.after} ->> 'messageId')::bigint`),
      ),
    )
    .where(
      and(
        eq(contactEvents.workspaceId, ctx.workspace.id),
        eq(contactEvents.id, eventId),
        eq(contactEvents.kind, 'contact.message_received'),
      ),
    );
  return found?.body ?? '';
}
