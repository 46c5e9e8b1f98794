import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { ruleOnInput } from './input.ts';
import { lockRules, pickRule, ruleChanged, thisRule } from './internal.ts';

/** Turns a rule on or off, also one of the two that every workspace has. @throws `not_found`, `forbidden`. */
export async function turnRule(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'auto_lead.manage');
  const { id: ref, isOn } = parseInput(ruleOnInput, input);
  await inTransaction(ctx, async (tx) => {
    const rule = pickRule(await lockRules(tx), ref);
    if (rule.isOn === isOn) return;
    await tx.db
      .update(originRules)
      .set({ isOn, ...ruleChanged() })
      .where(thisRule(tx, rule.id));
    await recordWorkspaceEvent(tx, {
      subject: 'rule',
      subjectId: rule.id,
      kind: 'rule.updated',
      before: { isOn: rule.isOn },
      after: { isOn },
    });
  });
}
