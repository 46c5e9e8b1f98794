import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type Comers, type Expected, foreseeAll } from './foresee-all.ts';
import type { Foreseen } from './foresee-types.ts';
import type { Past } from './rehearsal-facts-rules.ts';
import { readPasts } from './rehearsal-people.ts';
import { type ChangingStep, changeOf, happeningOf } from './rehearsal-walk-rules.ts';

const PEOPLE_AT_ONCE = 1_000;
/** So many contacts are looked at. */
export const FORESEEN_MAX = 20_000;

/**
 * What the automations that are on would do now, should `step` be done to each of these contacts; nothing is changed. Of more than `FORESEEN_MAX` the first.
 * For callers that have checked that the contacts may be seen. @throws `forbidden`.
 */
export async function foresee(ctx: Ctx, ids: readonly number[], step: ChangingStep): Promise<Foreseen> {
  authorize(ctx, 'contact.bulk');
  const looked = ids.slice(0, FORESEEN_MAX);
  const wants = {
    hasGroups: step.kind === 'group_add' || step.kind === 'group_remove',
    hasAnswers: step.kind === 'field',
  };
  const { automations } = await foreseeAll(ctx, wants, comersOf(looked, step));
  const entered = automations.filter(({ contacts }) => contacts > 0);
  return { lookedAt: looked.length, automations: entered.map(({ missed: _, ...one }) => one) };
}

function comersOf(ids: readonly number[], step: ChangingStep): Comers {
  return async function* comers(ctx, needs, at) {
    for (let place = 0; place < ids.length; place += PEOPLE_AT_ONCE) {
      const pasts = await readPasts(ctx, ids.slice(place, place + PEOPLE_AT_ONCE), needs);
      yield pasts.flatMap((past) => toExpected(past, step, at));
    }
  };
}

function toExpected(past: Past, step: ChangingStep, at: number): Expected[] {
  const change = changeOf(step, past.contactId, at);
  if (!change) return [];
  const happenings: Expected['happenings'] = (before, after) => {
    const happening = happeningOf(step, before, after);
    return happening ? [happening] : [];
  };
  return [{ past, isNew: false, change, happenings }];
}
