import { Check } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RuleView } from '#domain/auto-lead/rule-list.ts';
import type { Trial } from '#domain/auto-lead/try-out.ts';
import type { Choices } from './types.ts';
import { useRuleWords } from './use-rule-words.ts';

type Props = { trial: Trial; rules: RuleView[]; choices: Choices };

/** Which origin a message would get and why, rule by rule. */
export function TrialResult({ trial, rules, choices }: Props) {
  const t = useTranslations('autoLead.trial');
  const says = useRuleWords(choices);
  const strong = { b: (text: ReactNode) => <strong className="font-semibold">{text}</strong> };
  const at = rules.findIndex(({ id }) => id === trial.winner);
  return (
    <div className="trial">
      <p className="trial-verdict">
        {at < 0
          ? t.rich('byDefault', { ...strong, name: trial.originName })
          : t.rich('byRule', { ...strong, name: trial.originName, place: at + 1 })}
      </p>
      {trial.linkName !== null && <p>{t('byLink', { name: trial.linkName })}</p>}
      <ol className="trial-rules">
        {trial.rules.map(({ id, why }, index) => {
          const rule = rules.find((one) => one.id === id);
          return (
            <li key={id} className="trial-rule" data-wins={why === null || undefined}>
              <span className="rule-place">{why === null ? <Check /> : index + 1}</span>
              <span className="min-w-0 flex-1">
                {rule ? says(rule) : `#${id}`}
                <span className="block text-foreground-muted">{t(`whys.${why ?? 'wins'}`)}</span>
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
