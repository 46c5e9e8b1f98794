import { useTranslations } from 'next-intl';
import type { RuleFacts } from '#domain/auto-lead/rule-facts-rules.ts';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Choices } from './types.ts';

/** Says in a sentence what a rule looks at. */
export function useRuleWords({ numbers }: Pick<Choices, 'numbers'>) {
  const t = useTranslations('autoLead.says');
  return ({ kind, by, text, sourceType, numberId }: RuleFacts): string => {
    switch (kind) {
      case 'link':
        return t('link');
      case 'alias':
        return t('alias');
      case 'number':
        return t('number', { name: numbers.find(({ id }) => id === numberId)?.name ?? `#${numberId}` });
      case 'text':
        return t(by === 'starts' ? 'starts' : by === 'pattern' ? 'pattern' : 'contains', { text });
      case 'ad':
        if (by === 'id') return t('adId', { text });
        if (by === 'headline') return t('adHeadline', { text });
        if (by === 'kind') return t(sourceType === 'post' ? 'post' : 'ad');
        return t('anyAd');
    }
  };
}

/** Whether a rule is one of the two that every workspace has. */
export const isFixed = ({ kind }: Pick<RuleView, 'kind'>) => kind === 'link' || kind === 'alias';
