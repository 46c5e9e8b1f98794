import { and, eq } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { fieldValues } from '#db/schema/fields.ts';
import { statuses } from '#db/schema/statuses.ts';
import type { Ctx } from '../ctx.ts';
import { type Contact, getContact } from './get.ts';
import type { MergeSide } from './merge-rules.ts';

/** The answer to one custom field; the column of its kind is filled. */
export type FieldAnswer = {
  fieldId: number;
  text: string | null;
  number: number | null;
  date: string | null;
  choiceId: number | null;
  yesNo: boolean | null;
};

/** A contact that is to be merged, with everything that the rules and the preview need. */
export type WholeSide = Contact & MergeSide & { answers: FieldAnswer[] };

/** Reads one side of a merge. @throws `not_found` when it is gone or may not be seen. */
export async function readSide(ctx: Ctx, id: number): Promise<WholeSide> {
  const contact = await getContact(ctx, { id });
  const [more] = await ctx.db
    .select({
      kind: statuses.kind,
      position: statuses.position,
      lastMessageAt: contacts.lastMessageAt,
      optedOutAt: contacts.optedOutAt,
    })
    .from(contacts)
    .innerJoin(
      statuses,
      and(eq(statuses.workspaceId, contacts.workspaceId), eq(statuses.id, contacts.statusId)),
    )
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id)));
  const answers = await ctx.db
    .select({
      fieldId: fieldValues.fieldId,
      text: fieldValues.text,
      number: fieldValues.number,
      date: fieldValues.date,
      choiceId: fieldValues.choiceId,
      yesNo: fieldValues.yesNo,
    })
    .from(fieldValues)
    .where(and(eq(fieldValues.workspaceId, ctx.workspace.id), eq(fieldValues.contactId, id)))
    .orderBy(fieldValues.fieldId);
  const { kind = 'open', position = 0, lastMessageAt = null, optedOutAt = null } = more ?? {};
  return {
    ...contact,
    status: { ...contact.status, kind, position },
    lastMessageAt,
    optedOutAt,
    answers,
  };
}
