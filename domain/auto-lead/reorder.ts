import { reordered } from '#lib/reordered.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { reorderRulesInput } from './input.ts';
import { lockRules, pickRule, place } from './internal.ts';

/**
 * Puts a rule before another one (`beforeId` null: at the end). Two people ordering at once both take effect, one after the other.
 * @throws `not_found` when either is gone, `forbidden`.
 */
export async function reorderRules(ctx: Ctx, input: unknown): Promise<void> {
  authorize(ctx, 'auto_lead.manage');
  const asked = parseInput(reorderRulesInput, input);
  await inTransaction(ctx, async (tx) => {
    const all = await lockRules(tx);
    const { id } = pickRule(all, asked.id);
    const beforeId = asked.beforeId === null ? null : pickRule(all, asked.beforeId).id;
    const order = all.map((rule) => rule.id);
    const after = reordered(all, id, beforeId);
    if (after.every((ruleId, index) => ruleId === order[index])) return;
    for (const [index, ruleId] of after.entries()) await place(tx, ruleId, index + 1);
    await recordWorkspaceEvent(tx, {
      subject: 'rule',
      subjectId: id,
      kind: 'rule.reordered',
      before: { order },
      after: { order: after },
    });
  });
}
