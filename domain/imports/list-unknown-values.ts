import { authorize, mayRole } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { meantBy, readChoices, type WorkspaceChoices } from './choices.ts';
import { importInput } from './input.ts';
import { readImport } from './internal.ts';
import { storedFile, storedPlan } from './stored.ts';
import { subjectsOf, unknownValues } from './subjects-rules.ts';
import {
  type FileFacts,
  fieldIdOf,
  type ImportPlan,
  type SettledSubject,
  type SubjectChoices,
} from './types.ts';

/**
 * What is to be settled of an import: for each status, origin, owner, group or choice column, what can be chosen, and each unknown value once, with
 * what is proposed and what has been answered. Empty subjects are there too. @throws `not_found`; `forbidden`.
 */
export async function listUnknownValues(ctx: Ctx, input: unknown): Promise<SubjectChoices[]> {
  authorize(ctx, 'import.read');
  const { id } = parseInput(importInput, input);
  const one = await readImport(ctx, id);
  const [file, plan] = [storedFile(one.file), storedPlan(one.plan)];
  return file && plan ? toSettle(ctx, file, plan, await readChoices(ctx)) : [];
}

/** The same for a plan at hand. */
export function toSettle(
  ctx: Ctx,
  file: FileFacts,
  plan: ImportPlan,
  choices: WorkspaceChoices,
): SubjectChoices[] {
  const choiceFields = choices.fields.filter(({ kind }) => kind === 'choice').map(({ id }) => id);
  return subjectsOf(plan.columns, choiceFields).map((subject) => {
    const known = meantBy(choices, subject);
    const answers = plan.answers[subject] ?? {};
    const found = unknownValues({
      subject,
      columns: file.columns,
      targets: plan.columns,
      known,
      answers: dropGone(answers, known),
      choiceFields,
    });
    return {
      subject,
      name: choices.fields.find((field) => field.id === fieldIdOf(subject))?.name ?? null,
      choices: known.map(({ id, name }) => ({
        id,
        name,
        colour: subject === 'status' ? (choices.statuses.find((one) => one.id === id)?.colour ?? null) : null,
      })),
      mayCreate: mayCreate(ctx, subject),
      ...found,
    };
  });
}

/** An answer whose record has been deleted since is none. */
function dropGone(answers: NonNullable<ImportPlan['answers'][SettledSubject]>, known: { id: number }[]) {
  const isThere = (id: number) => known.some((one) => one.id === id);
  return Object.fromEntries(
    Object.entries(answers).filter(([, answer]) => typeof answer === 'string' || isThere(answer.use)),
  );
}

function mayCreate({ actor }: Ctx, subject: SettledSubject): boolean {
  if (subject !== 'status' && subject !== 'origin') return false;
  return (
    actor.kind !== 'member' || mayRole(actor.role, subject === 'status' ? 'status.write' : 'origin.write')
  );
}
