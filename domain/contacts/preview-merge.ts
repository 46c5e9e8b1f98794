import { and, eq, inArray, isNull } from 'drizzle-orm';
import { fieldChoices, fields } from '#db/schema/fields.ts';
import { groupMembers, groups } from '#db/schema/groups.ts';
import type { FieldKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { type ContactIdentity, listIdentities } from './list-identities.ts';
import { mergePreviewInput } from './merge-input.ts';
import { defaultAnswer } from './merge-plan.ts';
import { defaultChoices, type MergeChoices } from './merge-rules.ts';
import { type FieldAnswer, readSide, type WholeSide } from './merge-side.ts';

/** A contact that may be merged, as people see it. */
export type PreviewSide = Omit<WholeSide, 'answers'> & {
  identities: ContactIdentity[];
  groups: string[];
};

/** A custom field that one of the two has an answer to. */
type PreviewAnswer = {
  fieldId: number;
  name: string;
  kind: FieldKind;
  into: string | null;
  from: string | null;
  choice: 'into' | 'from';
};

export type MergePreview = {
  into: PreviewSide;
  from: PreviewSide;
  /** What happens unless somebody says otherwise. */
  choices: MergeChoices;
  answers: PreviewAnswer[];
};

/** Both contacts of a merge side by side, with what is proposed for each field. @throws `invalid` (fromId: same_contact); `not_found`; `forbidden`. */
export async function previewContactMerge(ctx: Ctx, input: unknown): Promise<MergePreview> {
  authorize(ctx, 'contact.merge');
  const { intoId, fromId } = parseInput(mergePreviewInput, input);
  if (intoId === fromId) throw invalidField('fromId', 'same_contact');
  const [into, from] = await Promise.all([readSide(ctx, intoId), readSide(ctx, fromId)]);
  const [intoSide, fromSide, answers] = await Promise.all([
    previewSide(ctx, into),
    previewSide(ctx, from),
    previewAnswers(ctx, into, from),
  ]);
  return { into: intoSide, from: fromSide, choices: defaultChoices(into, from), answers };
}

async function previewSide(ctx: Ctx, { answers: _, ...side }: WholeSide): Promise<PreviewSide> {
  const [identities, grouped] = await Promise.all([
    listIdentities(ctx, { id: side.id }),
    ctx.db
      .select({ name: groups.name })
      .from(groupMembers)
      .innerJoin(
        groups,
        and(eq(groups.workspaceId, groupMembers.workspaceId), eq(groups.id, groupMembers.groupId)),
      )
      .where(
        and(
          eq(groupMembers.workspaceId, ctx.workspace.id),
          eq(groupMembers.contactId, side.id),
          isNull(groups.deletedAt),
        ),
      )
      .orderBy(groups.nameKey),
  ]);
  return { ...side, identities, groups: grouped.map(({ name }) => name) };
}

async function previewAnswers(ctx: Ctx, into: WholeSide, from: WholeSide): Promise<PreviewAnswer[]> {
  const all = [...into.answers, ...from.answers];
  const fieldIds = [...new Set(all.map(({ fieldId }) => fieldId))];
  if (fieldIds.length === 0) return [];
  const known = await ctx.db
    .select({ fieldId: fields.id, name: fields.name, kind: fields.kind })
    .from(fields)
    .where(and(eq(fields.workspaceId, ctx.workspace.id), inArray(fields.id, fieldIds)))
    .orderBy(fields.position);
  const choiceIds = all.flatMap(({ choiceId }) => choiceId ?? []);
  const choices = await ctx.db
    .select({ id: fieldChoices.id, name: fieldChoices.name })
    .from(fieldChoices)
    .where(and(eq(fieldChoices.workspaceId, ctx.workspace.id), inArray(fieldChoices.id, choiceIds)));
  const nameOf = new Map(choices.map(({ id, name }) => [id, name]));
  const words = (answer: FieldAnswer | undefined) => {
    if (!answer) return null;
    if (answer.choiceId !== null) return nameOf.get(answer.choiceId) ?? `#${answer.choiceId}`;
    return String(answer.text ?? answer.number ?? answer.date ?? answer.yesNo);
  };
  return known.map((field) => {
    const [own, other] = [into, from].map((side) =>
      side.answers.find(({ fieldId }) => fieldId === field.fieldId),
    );
    const choice = other ? defaultAnswer(into, from, own ?? null) : 'into';
    return { ...field, into: words(own), from: words(other), choice };
  });
}
