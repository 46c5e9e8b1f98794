import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { fieldValues } from '#db/schema/fields.ts';
import type { FieldKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { Answers, Field, FieldValue } from './types.ts';

/** One answer of one contact; value null takes it away. */
export type Answer = { contactId: number; field: Pick<Field, 'id' | 'kind'>; value: FieldValue };

/** What an event keeps of an answer, so that history can be read after the field or its choice is gone. */
export type AnswerFact = { name: string; kind: FieldKind; value: FieldValue; text?: string };

/** The answers of contacts that whoever acts may see (the caller has checked), by contact; `fieldIds` narrows to some fields. */
export async function readAnswers(
  ctx: Ctx,
  contactIds: number[],
  fieldIds?: number[],
): Promise<Map<number, Answers>> {
  authorize(ctx, 'field.read');
  const answers = new Map<number, Answers>();
  if (contactIds.length === 0 || fieldIds?.length === 0) return answers;
  const rows = await ctx.db
    .select({ contactId: fieldValues.contactId, fieldId: fieldValues.fieldId, ...valueColumns })
    .from(fieldValues)
    .where(
      and(
        eq(fieldValues.workspaceId, ctx.workspace.id),
        // As one parameter: thousands of them take longer to send than to answer.
        sql`${fieldValues.contactId} = any(${`{${contactIds.join(',')}}`}::bigint[])`,
        fieldIds && inArray(fieldValues.fieldId, fieldIds),
      ),
    );
  for (const { contactId, fieldId, ...row } of rows) {
    const known = answers.get(contactId) ?? {};
    known[fieldId] = row.text ?? row.number ?? row.date ?? row.choiceId ?? row.yesNo;
    answers.set(contactId, known);
  }
  return answers;
}

const valueColumns = {
  text: fieldValues.text,
  number: fieldValues.number,
  date: fieldValues.date,
  choiceId: fieldValues.choiceId,
  yesNo: fieldValues.yesNo,
};

/** What an event says of an answer to `field`. */
export function answerFact(field: Field, value: FieldValue): AnswerFact {
  const { name, kind } = field;
  if (kind !== 'choice' || value === null) return { name, kind, value };
  return { name, kind, value, text: field.choices.find((choice) => choice.id === value)?.name ?? '' };
}

/** The `fields` of an event's before or after: `AnswerFact` by the field's id. */
export function answerFacts(answers: { field: Field; value: FieldValue }[]): Record<string, AnswerFact> {
  return Object.fromEntries(answers.map(({ field, value }) => [String(field.id), answerFact(field, value)]));
}

/**
 * Writes answers of one or many contacts, in two statements whatever their number, inside the caller's transaction. The caller has locked the fields
 * (`lockFields`) and then the contacts, raises their versions and records what changed; for one answer of many contacts at once
 * there is `answerForMany`, which does all of that.
 */
export async function writeAnswers(ctx: Ctx, answers: Answer[]): Promise<void> {
  authorize(ctx, 'contact.write');
  const rows = answers.map(({ contactId, field, value }) => ({
    contact_id: contactId,
    field_id: field.id,
    [COLUMN[field.kind]]: value,
  }));
  const taken = rows.filter((_, index) => answers[index]?.value === null);
  const given = rows.filter((_, index) => answers[index]?.value !== null);
  if (taken.length > 0)
    await ctx.db.execute(sql`
      delete from field_values v using jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as gone (contact_id bigint, field_id bigint)
      where v.workspace_id = ${ctx.workspace.id} and v.contact_id = gone.contact_id and v.field_id = gone.field_id`);
  if (given.length > 0)
    await ctx.db.execute(sql`
      insert into field_values as v (workspace_id, contact_id, field_id, text, number, date, choice_id, yes_no)
      select ${ctx.workspace.id}, contact_id, field_id, text, number, date, choice_id, yes_no
      from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given (contact_id bigint, field_id bigint, text text, number numeric, date date, choice_id bigint, yes_no boolean)
      order by contact_id, field_id
      ${REPLACING}`);
}

const REPLACING: SQL = sql.raw(`
  on conflict (workspace_id, contact_id, field_id) do update
  set text = excluded.text, number = excluded.number, date = excluded.date, choice_id = excluded.choice_id,
    yes_no = excluded.yes_no`);

const COLUMN: Record<FieldKind, string> = {
  text: 'text',
  number: 'number',
  date: 'date',
  choice: 'choice_id',
  yes_no: 'yes_no',
};
