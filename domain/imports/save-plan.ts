import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, type FieldProblems, invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { readChoices, type WorkspaceChoices } from './choices.ts';
import { whyNotMap } from './guess-rules.ts';
import { planInput } from './input.ts';
import { enterState, lockImport, requireState } from './internal.ts';
import { toSettle } from './list-unknown-values.ts';
import { PLANNABLE } from './states-rules.ts';
import { storedFile, storedPlan } from './stored.ts';
import { isSettled } from './subjects-rules.ts';
import type { FileFacts, ImportPlan } from './types.ts';

export type Planned = { id: number; state: 'settling' | 'checking' };

/**
 * Keeps which column becomes what and all choices (`{ id, columns, matchBy, … }`, see `ImportPlan`, without `answers`), and goes on: to settling while values
 * are unknown, otherwise to the check. Answers given before stay.
 * @throws `invalid` (columns: target_twice, gone with `{ column }`, identity_needed, name_needed; statusId, originId, ownerIds, groupIds: gone);
 * `in_use` when the import has left mapping, settling and ready; `not_found`; `forbidden`.
 */
export async function savePlan(ctx: Ctx, input: unknown): Promise<Planned> {
  authorize(ctx, 'import.write');
  const { id, ...wanted } = parseInput(planInput, input);
  const choices = await readChoices(ctx);
  return inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    requireState(one, PLANNABLE);
    const file = storedFile(one.file);
    if (!file) throw new Error('a file that was read without a trace');
    if (wanted.columns.length !== file.columns.length) throw invalidField('columns', 'invalid');
    refuseUnusable(wanted, choices);
    const plan: ImportPlan = { ...wanted, answers: storedPlan(one.plan)?.answers ?? {} };
    return goOn(tx, id, { file, plan, choices });
  });
}

/** Keeps a plan and brings the import to where it belongs with it: to settling, or into the hands of the worker. */
export async function goOn(
  ctx: Ctx,
  id: number,
  { file, plan, choices }: { file: FileFacts; plan: ImportPlan; choices: WorkspaceChoices },
): Promise<Planned> {
  const state = isSettled(toSettle(ctx, file, plan, choices)) ? 'checking' : 'settling';
  await enterState(ctx, id, state, { plan, forecast: null });
  if (state === 'checking') await wakeWorker(ctx, 'run-imports');
  return { id, state };
}

function refuseUnusable(wanted: Omit<ImportPlan, 'answers'>, choices: WorkspaceChoices): void {
  const fieldIds = choices.fields.map(({ id }) => id);
  const problem = whyNotMap(wanted.columns, fieldIds, wanted.mode);
  const fields: FieldProblems = {};
  if (problem) {
    const { code, column } = problem;
    fields.columns = column === null ? { code } : { code, params: { column } };
  }
  const isThere = (list: readonly { id: number }[], wantedId: number) =>
    list.some(({ id }) => id === wantedId);
  if (wanted.statusId !== null && !isThere(choices.statuses, wanted.statusId))
    fields.statusId = { code: 'gone' };
  if (wanted.originId !== null && !isThere(choices.origins, wanted.originId))
    fields.originId = { code: 'gone' };
  if (wanted.ownerIds.some((id) => !isThere(choices.owners, id))) fields.ownerIds = { code: 'gone' };
  if (wanted.groupIds.some((id) => !isThere(choices.groups, id))) fields.groupIds = { code: 'gone' };
  if (Object.keys(fields).length > 0) throw new DomainError('invalid', { fields });
}
