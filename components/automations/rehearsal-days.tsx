import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { RehearsalReport } from '#domain/automations/rehearsal-report-rules.ts';
import { type RehearsalView, rehearsalHref } from '#domain/automations/rehearsal-view-rules.ts';
import { formatDate } from '#lib/dates.ts';

type Props = { days: RehearsalReport['days']; view: RehearsalView; locale: string };

/** When the runs would have begun, a bar a day; each leads to its day. */
export function RehearsalDays({ days, view, locale }: Props) {
  const t = useTranslations('rehearsal');
  const most = Math.max(1, ...days.map(({ runs }) => runs));
  const name = (day: string) => formatDate(Date.parse(`${day}T12:00:00Z`), locale, 'UTC');
  const [first, last] = [days[0], days.at(-1)];
  return (
    <section className="flow-panel" aria-labelledby="rehearsal-days">
      <div className="rehearsal-panel-head">
        <h2 id="rehearsal-days" className="flow-panel-title">
          {t('days')}
        </h2>
        <span className="field-hint">{t('most', { count: most })}</span>
        {view.day && (
          <Link
            href={rehearsalHref({ ...view, day: null, page: 1, open: null })}
            scroll={false}
            prefetch={false}
            className="ms-auto"
          >
            {t('allDays')}
          </Link>
        )}
      </div>
      <ol className="rehearsal-days">
        {days.map(({ day, runs, messages }) => {
          const label = t('dayLabel', { day: name(day), runs, messages });
          const bar = <span className="rehearsal-bar" style={{ height: `${(runs / most) * 100}%` }} />;
          return (
            <li key={day}>
              {runs > 0 ? (
                <Link
                  href={rehearsalHref({ ...view, day, page: 1, open: null })}
                  scroll={false}
                  prefetch={false}
                  className="rehearsal-day"
                  data-tip={label}
                  aria-label={label}
                  aria-current={view.day === day ? 'true' : undefined}
                >
                  {bar}
                </Link>
              ) : (
                <span className="rehearsal-day" data-tip={label} />
              )}
            </li>
          );
        })}
      </ol>
      {first && last && (
        <div className="rehearsal-ends field-hint" aria-hidden>
          <span>{name(first.day)}</span>
          <span>{name(last.day)}</span>
        </div>
      )}
    </section>
  );
}
