import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { isBuiltIn } from './built-in-rules.ts';
import { ruleInput } from './input.ts';
import { lockRules, pickRule, thisRule } from './internal.ts';
import { factsOf } from './rule-facts-rules.ts';
import { readCondition } from './stored.ts';

/** Deletes a rule; past touches keep what it said. @throws `not_found` (also for the two that every workspace has), `forbidden`. */
export async function deleteRule(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'auto_lead.manage');
  const { id } = parseInput(ruleInput, input);
  await inTransaction(ctx, async (tx) => {
    const { kind } = pickRule(await lockRules(tx), id);
    if (isBuiltIn(kind)) throw notFound();
    const [gone] = await tx.db.delete(originRules).where(thisRule(tx, id)).returning();
    if (!gone) throw notFound();
    const read = readCondition(kind, gone.condition);
    await recordWorkspaceEvent(tx, {
      subject: 'rule',
      subjectId: id,
      kind: 'rule.deleted',
      before: { ...(read && factsOf(read)), originId: gone.originId, isOn: gone.isOn },
    });
  });
}
