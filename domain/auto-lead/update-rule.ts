import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { isBuiltIn } from './built-in-rules.ts';
import { updateRuleInput } from './input.ts';
import { lockRules, pickRule, requireNumber, requireOrigin, ruleChanged, thisRule } from './internal.ts';
import { factsOf } from './rule-facts-rules.ts';
import { readCondition } from './stored.ts';

/**
 * Changes what a rule looks at and which origin it gives, as it was seen at `version`. A save that changes nothing writes nothing.
 * @throws `stale` when somebody else changed it since; `invalid` as `createRule`; `not_found`; `forbidden`.
 */
export async function updateRule(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'auto_lead.manage');
  const { id, version, originId, rule } = parseInput(updateRuleInput, input);
  return inTransaction(ctx, async (tx) => {
    const row = pickRule(await lockRules(tx), id);
    if (isBuiltIn(row.kind)) throw notFound();
    const [stored] = await tx.db.select().from(originRules).where(thisRule(tx, id));
    if (!stored) throw notFound();
    if (stored.version !== version) throw new DomainError('stale');
    const read = readCondition(stored.kind, stored.condition);
    const before = { ...(read && factsOf(read)), originId: stored.originId };
    const after = { ...factsOf(rule), originId };
    if (JSON.stringify(before) === JSON.stringify(after)) return { id };
    await requireOrigin(tx, originId ?? 0);
    if (rule.kind === 'number') await requireNumber(tx, rule.condition.numberId);
    await tx.db
      .update(originRules)
      .set({
        kind: rule.kind,
        condition: 'condition' in rule ? rule.condition : {},
        originId,
        ...ruleChanged(),
      })
      .where(thisRule(tx, id));
    await recordWorkspaceEvent(tx, { subject: 'rule', subjectId: id, kind: 'rule.updated', before, after });
    return { id };
  });
}
