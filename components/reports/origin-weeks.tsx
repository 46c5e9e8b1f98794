import { useFormatter, useTranslations } from 'next-intl';
import type { OriginRow, OriginsReport } from '#domain/reports/origins-rules.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import { BarChart } from './bar-chart.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

/** How many arrived in each week, together and by origin. */
export function OriginWeeks({ data: { weeks, rows }, query }: { data: OriginsReport; query: ReportQuery }) {
  const t = useTranslations('reports');
  const format = useFormatter();
  const dayOf = (week: string) =>
    format.dateTime(new Date(`${week}T00:00:00Z`), { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const bars = weeks.map((week, place) => {
    const value = rows.reduce((all, row) => all + (row.weeks[place] ?? 0), 0);
    return { key: week, label: dayOf(week), parts: [{ key: week, label: dayOf(week), value }] };
  });
  return (
    <ReportSection title={t('sources.weeks')} note={t('sources.weeksNote')}>
      <BarChart id="weeks" title={t('sources.weeks')} bars={bars} />
      <ReportTable
        caption={t('sources.weeks')}
        name={{ header: t('origin'), cell: ({ name }) => name }}
        rows={rows}
        rowKey={({ originId }) => originId}
        file={{ report: 'origins', query, table: 'weeks' }}
        columns={weeks.map((week, place) => ({
          key: week,
          header: dayOf(week),
          cell: (row: OriginRow) => format.number(row.weeks[place] ?? 0),
        }))}
      />
    </ReportSection>
  );
}
