import { useFormatter, useTranslations } from 'next-intl';
import { teamArrivals, teamMoved, teamWon } from '#domain/reports/figures.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import type { Team, TeamRow } from '#domain/reports/team-rules.ts';
import { BarChart } from './bar-chart.tsx';
import { ContactFigure } from './contact-figure.tsx';
import { Median } from './median.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { ReportTable } from './report-table.tsx';

type Props = { data: Team; scope: ReportScope; query: ReportQuery };

/** What each person's contacts and work came to. */
export function TeamReport({ data: { rows, wonStatusIds }, scope, query }: Props) {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const isEmpty = rows.every(({ arrivals, moves, won, overdue }) => arrivals + moves + won + overdue === 0);
  if (isEmpty) return <ReportEmpty report="team" query={query} nothing={t('team.nothing')} />;
  const nameOf = ({ name, isActive }: TeamRow) => {
    if (name === null) return t('noOwner');
    return isActive ? name : t('team.inactive', { name });
  };
  const bars = rows.map((row) => {
    const key = row.userId ?? 0;
    return { key, label: nameOf(row), parts: [{ key, label: nameOf(row), value: row.arrivals }] };
  });
  return (
    <ReportSection title={t('team.title')} note={t('team.note')}>
      <BarChart id="team" title={t('team.arrivals')} bars={bars} />
      <ReportTable
        caption={t('team.title')}
        name={{ header: t('team.person'), cell: nameOf }}
        rows={rows}
        rowKey={({ userId }) => userId ?? 0}
        file={{ report: 'team', query, table: 'people' }}
        columns={[
          {
            key: 'arrivals',
            header: t('team.arrivals'),
            cell: (row) => (
              <ContactFigure
                value={row.arrivals}
                filter={teamArrivals(scope, row.userId)}
                of={`${nameOf(row)}, ${t('team.arrivals')}`}
              />
            ),
          },
          {
            key: 'won',
            header: t('team.won'),
            cell: (row) => (
              <ContactFigure
                value={row.won}
                filter={teamWon(scope, row.userId, wonStatusIds)}
                of={`${nameOf(row)}, ${t('team.won')}`}
              />
            ),
          },
          {
            key: 'answer',
            header: t('team.answer'),
            cell: ({ answerSeconds, answered }) => <Median seconds={answerSeconds} of={answered} />,
          },
          { key: 'moves', header: t('team.moves'), cell: ({ moves }) => number(moves) },
          {
            key: 'moved',
            header: t('team.moved'),
            cell: (row) => (
              <ContactFigure
                value={row.moved}
                filter={row.userId === null ? null : teamMoved(scope, row.userId)}
                of={`${nameOf(row)}, ${t('team.moved')}`}
              />
            ),
          },
          { key: 'overdue', header: t('team.overdue'), cell: ({ overdue }) => number(overdue) },
        ]}
      />
    </ReportSection>
  );
}
