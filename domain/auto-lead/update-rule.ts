import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { isBuiltIn } from './built-in-rules.ts';
import { updateRuleInput } from './input.ts';
import { lockRules, pickRule, requireNumber, requireOrigin, ruleChanged, thisRule } from './internal.ts';
import { originNames } from './origin-names.ts';
import { factsOf, type RuleFacts } from './rule-facts-rules.ts';
import { readCondition } from './stored.ts';

/** A rule as somebody else has left it. One that cannot be read has no more than its origin. */
export type CurrentRule = Partial<RuleFacts> & { originId: number | null; version: number };

/**
 * Changes what a rule looks at and which origin it gives, as it was seen at `version`. A save that changes nothing writes nothing.
 * @throws `stale` with `details: { current: CurrentRule }` when somebody else changed it since; `invalid` as `createRule`; `not_found`; `forbidden`.
 */
export async function updateRule(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'auto_lead.manage');
  const { id, version, originId, rule } = parseInput(updateRuleInput, input);
  return inTransaction(ctx, async (tx) => {
    const row = pickRule(await lockRules(tx), id);
    if (isBuiltIn(row.kind)) throw notFound();
    const [stored] = await tx.db.select().from(originRules).where(thisRule(tx, id));
    if (!stored) throw notFound();
    const read = readCondition(stored.kind, stored.condition);
    const before = { ...(read && factsOf(read)), originId: stored.originId };
    if (stored.version !== version) throw await staleRule(tx, { ...before, version: stored.version });
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

/** Its origin as the form offers it: the one that it was merged into. */
async function staleRule(ctx: Ctx, rule: CurrentRule): Promise<DomainError> {
  const names = await originNames(ctx);
  const originId = rule.originId === null ? null : names(rule.originId).originId;
  return new DomainError('stale', { details: { current: { ...rule, originId } } });
}
