import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { ShownStep } from './types.ts';

const TONES = {
  done: 'neutral',
  waiting: 'neutral',
  retrying: 'warning',
  skipped: 'neutral',
  failed: 'danger',
  unknown: 'warning',
} as const;

/** The steps of a run in the order in which they were done: when, what, with what outcome. */
export function Trail({ steps }: { steps: ShownStep[] }) {
  const t = useTranslations('runs');
  return (
    <ol className="run-trail" aria-label={t('trail')}>
      {steps.map((step) => (
        <li key={step.place} className="run-step" data-state={step.state}>
          <div className="run-step-head">
            <strong>{t(`steps.${step.kind}`)}</strong>
            {step.state !== 'done' && <Badge tone={TONES[step.state]}>{t(`stepStates.${step.state}`)}</Badge>}
            {step.attempts > 1 && <span className="run-why">{t('attempts', { count: step.attempts })}</span>}
            <time className="run-step-time" dateTime={step.at.iso} data-tip={step.at.relative}>
              {step.at.exact}
            </time>
          </div>
          {step.facts.length > 0 && (
            <dl className="run-step-facts">
              {step.facts.map(({ label, words }) => (
                <div key={label + words}>
                  <dt>{label}</dt>
                  <dd className="wrap-anywhere">{words}</dd>
                </div>
              ))}
            </dl>
          )}
          {step.error && <p className="run-step-error">{step.error}</p>}
        </li>
      ))}
    </ol>
  );
}
