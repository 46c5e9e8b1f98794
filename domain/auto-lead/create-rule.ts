import { originRules } from '#db/schema/auto-lead.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { createRuleInput } from './input.ts';
import { lockRules, place, requireNumber, requireOrigin } from './internal.ts';
import { factsOf } from './rule-facts-rules.ts';

/** Every message is held against each rule until one fits. */
const RULES_MAX = 200;

/**
 * Adds a rule after all others, but before the one for names where that is the last, and returns its id.
 * @throws `invalid` (kind, by, text, sourceType, numberId, originId: required; text: too_long, bad_characters, too_many_rules; originId, numberId: gone);
 * `forbidden`.
 */
export async function createRule(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'auto_lead.manage');
  const { rule, originId, isOn } = parseInput(createRuleInput, input);
  return inTransaction(ctx, async (tx) => {
    const all = await lockRules(tx);
    if (all.length >= RULES_MAX) throw invalidField('kind', 'too_many_rules', { max: RULES_MAX });
    await requireOrigin(tx, originId ?? 0);
    if (rule.kind === 'number') await requireNumber(tx, rule.condition.numberId);
    const last = all.at(-1);
    const end = (last?.position ?? 0) + 1;
    const goesBefore = last?.kind === 'alias' ? last : null;
    if (goesBefore) await place(tx, goesBefore.id, end);
    const [made] = await tx.db
      .insert(originRules)
      .values({
        workspaceId: tx.workspace.id,
        kind: rule.kind,
        condition: 'condition' in rule ? rule.condition : {},
        originId,
        isOn,
        position: goesBefore?.position ?? end,
      })
      .returning({ id: originRules.id });
    if (!made) throw new Error('insert returned no rule');
    await recordWorkspaceEvent(tx, {
      subject: 'rule',
      subjectId: made.id,
      kind: 'rule.created',
      after: { ...factsOf(rule), originId, isOn },
    });
    return made;
  });
}
