import type { RuleCondition } from './types.ts';

/** What a rule looks at as flat facts: as its form has them, and as events keep them. */
export type RuleFacts = {
  kind: RuleCondition['kind'];
  by: string | null;
  text: string;
  sourceType: 'ad' | 'post' | null;
  numberId: number | null;
};

/** A condition as flat facts. */
export function factsOf(rule: RuleCondition): RuleFacts {
  const { kind } = rule;
  const none = { kind, by: null, text: '', sourceType: null, numberId: null };
  switch (rule.kind) {
    case 'text':
      return { ...none, by: rule.condition.by, text: rule.condition.text };
    case 'number':
      return { ...none, numberId: rule.condition.numberId };
    case 'ad': {
      const { condition } = rule;
      const text = condition.by === 'id' ? condition.id : condition.by === 'headline' ? condition.text : '';
      return {
        ...none,
        by: condition.by,
        text,
        sourceType: condition.by === 'kind' ? condition.sourceType : null,
      };
    }
    case 'link':
    case 'alias':
      return none;
  }
}
