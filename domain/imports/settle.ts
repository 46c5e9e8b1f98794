import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { createOrigin } from '../origins/create.ts';
import { createStatus } from '../statuses/create.ts';
import { listStatuses } from '../statuses/list.ts';
import { nextColour } from '../statuses/palette.ts';
import { readChoices } from './choices.ts';
import { settleInput } from './input.ts';
import { lockImport, requireState } from './internal.ts';
import { goOn, type Planned } from './save-plan.ts';
import { PLANNABLE } from './states-rules.ts';
import { storedFile, storedPlan } from './stored.ts';
import { withAnswers } from './subjects-rules.ts';
import type { SettledSubject, ValueAnswer } from './types.ts';

type Wanted = { use: number } | { create: string; colour?: string } | 'default' | 'reject';

/**
 * Answers unknown values of an import: `{ id, answers: [{ subject, key, answer }] }`, where an answer is `{ use: id }`, `{ create: name, colour? }` (statuses and
 * origins only), `'default'` (as if the cell were empty) or `'reject'`. All or nothing, with what it creates. When none is left, the check begins.
 * @throws what `createStatus` and `createOrigin` throw (`invalid`: name …), `invalid` (answers: gone, invalid); `in_use`; `not_found`; `forbidden`.
 */
export async function settleValues(ctx: Ctx, input: unknown): Promise<Planned> {
  authorize(ctx, 'import.write');
  const { id, answers } = parseInput(settleInput, input);
  return inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    requireState(one, PLANNABLE);
    const [file, plan] = [storedFile(one.file), storedPlan(one.plan)];
    if (!file || !plan) throw invalidField('answers', 'invalid');
    const settled = [];
    for (const { subject, key, answer } of answers)
      settled.push({ subject, key, answer: await settle(tx, subject, answer) });
    return goOn(tx, id, { file, plan: withAnswers(plan, settled), choices: await readChoices(tx) });
  });
}

async function settle(ctx: Ctx, subject: SettledSubject, answer: Wanted): Promise<ValueAnswer> {
  if (typeof answer === 'string' || 'use' in answer) return answer;
  const { create: name, colour } = answer;
  if (subject === 'origin') return { use: (await createOrigin(ctx, { name, isDifferent: true })).id };
  if (subject !== 'status') throw invalidField('answers', 'invalid');
  const taken = (await listStatuses(ctx)).map((status) => status.colour);
  return { use: (await createStatus(ctx, { name, colour: colour ?? nextColour(taken), kind: 'open' })).id };
}
