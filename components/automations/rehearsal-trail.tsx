import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { OpenStep, RehearsalPage } from '#domain/automations/read-rehearsal.ts';
import { type RehearsalView, rehearsalHref } from '#domain/automations/rehearsal-view-rules.ts';
import { allSteps } from '#domain/automations/step-rules.ts';
import type { Step } from '#domain/automations/types.ts';
import { formatDateTime } from '#lib/dates.ts';
import type { Reader } from '#lib/moment.ts';
import { STEP_ICONS } from './icons.ts';

type Props = {
  open: NonNullable<RehearsalPage['open']>;
  view: RehearsalView;
  rehearsed: RehearsalPage['rehearsed'];
  words: (step: Step) => ReactNode;
  reader: Reader;
};

/** How it would have gone for one person, step by step, with what would have been written to them. */
export function RehearsalTrail({ open: { row, steps }, view, rehearsed, words, reader }: Props) {
  const t = useTranslations('rehearsal');
  const byKey = new Map(allSteps(rehearsed.automation.definition.steps).map((step) => [step.key, step]));
  const exact = (at: number) => formatDateTime(at, reader.locale, reader.timeZone);
  return (
    <aside
      className="flow-panel rehearsal-trail"
      id="rehearsal-trail"
      aria-labelledby="rehearsal-trail-title"
    >
      <div className="rehearsal-panel-head">
        <h3 id="rehearsal-trail-title" className="flow-panel-title">
          {t('trailOf', { name: row.name })}
        </h3>
        <Link
          className="ms-auto"
          href={rehearsalHref({ ...view, open: null })}
          scroll={false}
          prefetch={false}
          aria-label={t('close')}
          data-tip={t('close')}
        >
          <X className="lucide" aria-hidden />
        </Link>
      </div>
      <p className="field-hint">
        {t('beganAt', { at: exact(row.at) })} ·{' '}
        <Link href={`/contacts/${row.contactId}`}>{t('toContact')}</Link>
      </p>
      {row.missed && <p>{t(`missedWhy.${row.missed}`)}</p>}
      <ol className="rehearsal-steps">
        {steps.map((done) => {
          const step = byKey.get(done.key);
          if (!step) return null;
          const Icon = STEP_ICONS[step.kind];
          return (
            <li key={done.key}>
              <div className="rehearsal-step">
                <Icon className="lucide" aria-hidden />
                <div className="min-w-0 flex-1">
                  <p>{words(step)}</p>
                  <TrailWords done={done} names={rehearsed.names} exact={exact} />
                </div>
              </div>
            </li>
          );
        })}
      </ol>
      {row.walk && <p className="field-hint">{t(`endsWhy.${row.walk.end}`)}</p>}
    </aside>
  );
}

type WordsProps = { done: OpenStep; names: Record<number, string>; exact: (at: number) => string };

function TrailWords({ done, names, exact }: WordsProps) {
  const t = useTranslations('rehearsal');
  const { at, send, text, taken, isSame, endsAt, isAnswered, kind, setsOff = [] } = done;
  const said = [
    exact(at),
    send && t(`sendBadge.${send}`),
    taken && t(`taken.${taken}`),
    isSame && t('wasSame'),
    kind === 'wait' &&
      (endsAt ? t(isAnswered ? 'waitAnswered' : 'waitOver', { at: exact(endsAt) }) : t('waitGoesOn')),
    ...setsOff.map((id) => t('setsOffBadge', { name: names[id] ?? '' })),
  ].filter(Boolean);
  return (
    <>
      <p className="field-hint">{said.join(' · ')}</p>
      {text && <blockquote className="rehearsal-text">{text}</blockquote>}
    </>
  );
}
