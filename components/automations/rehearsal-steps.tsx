import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { RehearsalReport, StepReport } from '#domain/automations/rehearsal-report-rules.ts';
import { SEND_OUTCOMES } from '#domain/automations/rehearsal-types.ts';
import type { Step } from '#domain/automations/types.ts';
import { STEP_ICONS } from './icons.ts';

type Props = { steps: readonly Step[]; report: RehearsalReport; words: (step: Step) => ReactNode };

/** The steps as they stand in the automation, each with how many runs came to it and what it would have done. */
export function RehearsalSteps({ steps, report, words }: Props) {
  const t = useTranslations('rehearsal');
  const byKey = new Map(report.steps.map((one) => [one.key, one]));
  return (
    <section className="flow-panel" aria-labelledby="rehearsal-steps">
      <h2 id="rehearsal-steps" className="flow-panel-title">
        {t('steps')}
      </h2>
      <StepList steps={steps} byKey={byKey} words={words} />
    </section>
  );
}

type ListProps = { steps: readonly Step[]; byKey: ReadonlyMap<string, StepReport>; words: Props['words'] };

function StepList({ steps, byKey, words }: ListProps) {
  const t = useTranslations('rehearsal');
  return (
    <ol className="rehearsal-steps">
      {steps.map((step) => {
        const Icon = STEP_ICONS[step.kind];
        const found = byKey.get(step.key);
        return (
          <li key={step.key}>
            <div className="rehearsal-step">
              <Icon className="lucide" aria-hidden />
              <div className="min-w-0 flex-1">
                <p>{words(step)}</p>
                <Outcome step={step} found={found} />
              </div>
              <span className="rehearsal-count">{t('reached', { count: found?.runs ?? 0 })}</span>
            </div>
            {step.kind === 'branch' && (
              <div className="rehearsal-ways">
                <Way
                  title={t('then', { count: found?.then ?? 0 })}
                  steps={step.then}
                  byKey={byKey}
                  words={words}
                />
                <Way
                  title={t('otherwise', { count: found?.otherwise ?? 0 })}
                  steps={step.otherwise}
                  byKey={byKey}
                  words={words}
                />
              </div>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function Way({ title, ...list }: ListProps & { title: string }) {
  return (
    <div className="rehearsal-way">
      <p className="field-hint">{title}</p>
      {list.steps.length > 0 && <StepList {...list} />}
    </div>
  );
}

function Outcome({ step, found }: { step: Step; found: StepReport | undefined }) {
  const t = useTranslations('rehearsal');
  if (!found) return null;
  const { sends, same, answered, waiting } = found;
  const parts =
    step.kind === 'send'
      ? SEND_OUTCOMES.filter((one) => (sends[one] ?? 0) > 0).map((one) =>
          t(`sendsShort.${one}`, { count: sends[one] ?? 0 }),
        )
      : step.kind === 'wait'
        ? [
            ...(answered > 0 ? [t('answered', { count: answered })] : []),
            ...(waiting > 0 ? [t('stillWaiting', { count: waiting })] : []),
          ]
        : same > 0
          ? [t('same', { count: same })]
          : [];
  return parts.length > 0 ? <p className="field-hint">{parts.join(' · ')}</p> : null;
}
