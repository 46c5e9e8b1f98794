import { useFormatter, useLocale, useTranslations } from 'next-intl';
import type { TimeRow } from '#domain/reports/time.ts';
import { formatSpan } from '#lib/dates.ts';
import { RATE_MIN } from './rate.tsx';
import { ReportTable, type TableFile } from './report-table.tsx';
import { Span } from './span.tsx';
import { StatusName } from './status-name.tsx';

type Props = { weeks: string[]; rows: TimeRow[]; file: TableFile };

const TALL = 56;

/** The median of each week: a small drawing for each status, all weeks beneath. */
export function WeekTrend({ weeks, rows, file }: Props) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const dayOf = (week: string) =>
    format.dateTime(new Date(`${week}T00:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return (
    <>
      <ul className="trends">
        {rows
          .filter(({ stays }) => stays >= RATE_MIN)
          .map((row) => (
            <Trend key={row.id} row={row} weeks={weeks} dayOf={dayOf} />
          ))}
      </ul>
      <ReportTable
        caption={t('time.trend')}
        name={{ header: t('status'), cell: (row) => <StatusName {...row} /> }}
        rows={rows}
        rowKey={({ id }) => id}
        file={file}
        columns={weeks.map((week, index) => ({
          key: week,
          header: <abbr title={t('time.week', { day: dayOf(week) })}>{dayOf(week)}</abbr>,
          cell: ({ byWeek }: TimeRow) => {
            const spell = byWeek[index];
            return <Span seconds={spell?.median ?? 0} stays={spell?.stays ?? 0} />;
          },
        }))}
      />
    </>
  );
}

type TrendProps = { row: TimeRow; weeks: string[]; dayOf: (week: string) => string };

function Trend({ row, weeks, dayOf }: TrendProps) {
  const t = useTranslations('reports');
  const locale = useLocale();
  const medians = row.byWeek.map((spell) => (spell && spell.stays >= RATE_MIN ? spell.median : 0));
  const highest = Math.max(...medians, 1);
  const told = weeks.flatMap((week, index) => {
    const median = medians[index] ?? 0;
    return median > 0 ? [`${dayOf(week)}: ${formatSpan(median * 1_000, locale)}`] : [];
  });
  const wide = 100 / Math.max(weeks.length, 1);
  const id = `trend-${row.id}`;
  return (
    <li className="trend">
      <StatusName {...row} />
      <svg role="img" aria-labelledby={`${id}-title ${id}-desc`} width="100%" height={TALL}>
        <title id={`${id}-title`}>{`${t('time.trend')}: ${row.name}`}</title>
        <desc id={`${id}-desc`}>{told.join('; ')}</desc>
        {medians.map((median, index) => {
          const height = (median / highest) * (TALL - 2);
          return (
            <rect
              key={weeks[index]}
              x={`${index * wide + wide * 0.1}%`}
              width={`${wide * 0.8}%`}
              y={TALL - height - 1}
              height={height}
              className={`bar-part tone-${row.id}`}
            />
          );
        })}
      </svg>
      <span className="trend-ends" aria-hidden>
        <span>{dayOf(weeks[0] ?? '')}</span>
        <span>{formatSpan(row.median * 1_000, locale)}</span>
        <span>{dayOf(weeks.at(-1) ?? '')}</span>
      </span>
    </li>
  );
}
