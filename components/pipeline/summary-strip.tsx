import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import type { PackedColumn } from '#domain/pipeline/board.ts';
import type { BoardStatus, Summary } from '#domain/pipeline/read-facts.ts';

type Props = { statuses: BoardStatus[]; columns: PackedColumn[]; summary: Summary };

/** What a manager sees first: the funnel as one bar in its colours, and three numbers. */
export function SummaryStrip({ statuses, columns, summary }: Props) {
  const t = useTranslations('pipeline');
  const format = useFormatter();
  const totals = new Map(columns.map((column) => [column.statusId, column.total]));
  const grandTotal = columns.reduce((sum, column) => sum + column.total, 0);
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
          href={summary.stuck ? '/pipeline?sort=since' : undefined}
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
          <Link className="quiet-link" href={href}>
            {value}
          </Link>
        ) : (
          value
        )}
      </dd>
    </div>
  );
}
