import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { MISS_REASONS } from '#db/automation-values.ts';
import type { RehearsalPage } from '#domain/automations/read-rehearsal.ts';
import { type RehearsalView, rehearsalHref, type Shown } from '#domain/automations/rehearsal-view-rules.ts';

type Props = { rehearsed: RehearsalPage['rehearsed']; view: RehearsalView };

/** What would not have begun, and why; and what else would have been set off. */
export function RehearsalOthers({ rehearsed, view }: Props) {
  const t = useTranslations('rehearsal');
  const { report, names, automation } = rehearsed;
  const missed = MISS_REASONS.filter((reason) => (report.missed[reason] ?? 0) > 0);
  const link = (shown: Shown) => rehearsalHref({ ...view, shown, page: 1, open: null });
  return (
    <div className="rehearsal-others">
      <section className="flow-panel" aria-labelledby="rehearsal-missed">
        <h2 id="rehearsal-missed" className="flow-panel-title">
          {t('missedTitle')}
        </h2>
        {missed.length === 0 ? (
          <p className="field-hint">{t('noneMissed')}</p>
        ) : (
          <ul className="rehearsal-links">
            {missed.map((reason) => (
              <li key={reason}>
                <Link href={link({ kind: 'missed', reason })} scroll={false} prefetch={false}>
                  {t(`missed.${reason}`, { count: report.missed[reason] ?? 0 })}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section className="flow-panel" aria-labelledby="rehearsal-chain">
        <h2 id="rehearsal-chain" className="flow-panel-title">
          {t('chainTitle')}
        </h2>
        {report.setsOff.length === 0 ? (
          <p className="field-hint">{t('noChain')}</p>
        ) : (
          <ul className="rehearsal-links">
            {report.setsOff.map(({ automationId, runs }) => (
              <li key={automationId}>
                <Link href={link({ kind: 'setsOff', automationId })} scroll={false} prefetch={false}>
                  {names[automationId]}
                </Link>{' '}
                <span className="field-hint">{t('times', { count: runs })}</span>
                {automationId === automation.id && <p className="field-warning">{t('itself')}</p>}
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  );
}
