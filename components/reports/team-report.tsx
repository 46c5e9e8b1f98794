import { useFormatter, useTranslations } from 'next-intl';
import type { ContactFilter } from '#domain/contacts/filter.ts';
import { overdueHref, teamArrivals, teamMoved, teamWon } from '#domain/reports/figures.ts';
import type { ReportQuery } from '#domain/reports/query.ts';
import type { ReportScope } from '#domain/reports/scope.ts';
import type { Team, TeamRow } from '#domain/reports/team-rules.ts';
import { BarChart } from './bar-chart.tsx';
import { ContactFigure } from './contact-figure.tsx';
import { Figure } from './figure.tsx';
import { Median } from './median.tsx';
import { ReportEmpty } from './report-empty.tsx';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';

type Props = { data: Team; scope: ReportScope; query: ReportQuery };

/** What each person's contacts and work came to. */
export function TeamReport({ data: { rows, wonStatusIds }, scope, query }: Props) {
  const t = useTranslations('reports');
  const isEmpty = rows.every(({ arrivals, moves, won, overdue }) => arrivals + moves + won + overdue === 0);
  const nameOf = ({ name, isActive }: TeamRow) => {
    if (name === null) return t('noOwner');
    return isActive ? name : t('team.inactive', { name });
  };
  const columns = useColumns(scope, wonStatusIds, nameOf);
  if (isEmpty) return <ReportEmpty report="team" query={query} nothing={t('team.nothing')} />;
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
        columns={columns}
      />
    </ReportSection>
  );
}

function useColumns(
  scope: ReportScope,
  wonStatusIds: number[],
  nameOf: (row: TeamRow) => string,
): ReportColumn<TeamRow>[] {
  const t = useTranslations('reports');
  const number = useFormatter().number;
  const figure = (row: TeamRow, key: 'arrivals' | 'won' | 'moved', filter: ContactFilter | null) => (
    <ContactFigure value={row[key]} filter={filter} of={`${nameOf(row)}, ${t(`team.${key}`)}`} />
  );
  return [
    {
      key: 'arrivals',
      header: t('team.arrivals'),
      cell: (row) => figure(row, 'arrivals', teamArrivals(scope, row.userId)),
    },
    {
      key: 'won',
      header: t('team.won'),
      cell: (row) => figure(row, 'won', teamWon(scope, row.userId, wonStatusIds)),
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
      cell: (row) => figure(row, 'moved', row.userId === null ? null : teamMoved(scope, row.userId)),
    },
    {
      key: 'overdue',
      header: t('team.overdue'),
      cell: (row) => (
        <Figure
          value={row.overdue}
          href={overdueHref(scope, row.userId)}
          of={`${nameOf(row)}, ${t('team.overdue')}`}
          opens="tasks"
        />
      ),
    },
  ];
}
