'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { BoardStatus, Summary } from '#domain/pipeline/read-facts.ts';

type Props = {
  statuses: BoardStatus[];
  /** By status id, as the columns below show them. */
  totals: ReadonlyMap<number, number>;
  summary: Summary;
  /** The board's own address query. */
  query: string;
};

/** What a manager sees first: the funnel as one bar in its colours, and three numbers. */
export function SummaryStrip({ statuses, totals, summary, query }: Props) {
  const t = useTranslations('pipeline');
  const format = useFormatter();
  const grandTotal = [...totals.values()].reduce((sum, total) => sum + total, 0);
  const longestFirst = new URLSearchParams(query);
  longestFirst.set('sort', 'since');
  return (
    <section className="summary" aria-label={t('summary')}>
      <ul className="summary-bar" aria-label={t('byStatus')}>
        {statuses
          .filter((status) => (totals.get(status.id) ?? 0) > 0)
          .map((status) => {
            const total = totals.get(status.id) ?? 0;
            const text = t('barPart', { name: status.name, count: total, share: total / grandTotal });
            return (
              <li
                key={status.id}
                className={`summary-part status-fill tone-${status.id}`}
                style={{ flexGrow: total }}
                data-tip={text}
              >
                <span className="sr-only">{text}</span>
              </li>
            );
          })}
      </ul>
      <dl className="summary-facts">
        <Fact name={t('total')} value={format.number(grandTotal)} />
        <Fact name={t('newThisWeek')} value={format.number(summary.newThisWeek)} />
        <Fact name={t('wonThisMonth')} value={format.number(summary.wonThisMonth)} />
        <Fact
          name={t('stuck')}
          tip={t('stuckWhy')}
          value={summary.stuck === null ? '–' : format.number(summary.stuck)}
          href={summary.stuck ? `/pipeline?${longestFirst}` : undefined}
        />
      </dl>
    </section>
  );
}

function Fact({ name, value, tip, href }: { name: string; value: string; tip?: string; href?: string }) {
  return (
    <div className="summary-fact" data-tip={tip}>
      <dt>{name}</dt>
      <dd>
        {href ? (
          <Link prefetch={false} className="quiet-link" href={href}>
            {value}
          </Link>
        ) : (
          value
        )}
      </dd>
    </div>
  );
}
