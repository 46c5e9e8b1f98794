import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { TARGET_SPANS, type TargetSpan } from '#db/target-values.ts';
import type { TargetProgress } from '#domain/targets/read.ts';
import { ReportSection } from './report-section.tsx';
import { type ReportColumn, ReportTable } from './report-table.tsx';
import { TargetFigure, TargetName } from './target-bar.tsx';
import { TargetCard } from './target-card.tsx';
import { useTargetDays } from './target-days.ts';
import { TargetPace } from './target-pace.tsx';

type Props = {
  targets: TargetProgress[];
  /** What can be done with one; null for those who only read. */
  menuOf: (target: TargetProgress) => ReactNode;
};

/** Targets by how long they have, each with its numbers in a table beneath. */
export function TargetReport({ targets, menuOf }: Props) {
  return TARGET_SPANS.map((span) => {
    const rows = targets.filter((target) => target.span === span);
    return rows.length > 0 && <OfSpan key={span} span={span} rows={rows} menuOf={menuOf} />;
  });
}

function OfSpan({
  span,
  rows,
  menuOf,
}: {
  span: TargetSpan;
  rows: TargetProgress[];
  menuOf: Props['menuOf'];
}) {
  const t = useTranslations('targets');
  const { long } = useTargetDays();
  const [first] = rows;
  if (!first) return null;
  return (
    <ReportSection title={t(`of.${span}`, { days: long(first.now, span) })} note={t('note')}>
      <ul className="targets">
        {rows.map((target) => (
          <TargetCard key={target.id} target={target} menu={menuOf(target)} />
        ))}
      </ul>
      <ReportTable
        caption={t(`of.${span}`, { days: long(first.now, span) })}
        name={{ header: t('thing'), cell: (row) => <TargetName {...row} /> }}
        rows={rows}
        rowKey={({ id }) => id}
        file={{ at: `/api/reports/targets?table=${span}` }}
        columns={useColumns(first)}
      />
    </ReportSection>
  );
}

function useColumns(first: TargetProgress): ReportColumn<TargetProgress>[] {
  const t = useTranslations('targets');
  const { short } = useTargetDays();
  const past = first.past.map((days, at): ReportColumn<TargetProgress> => {
    return {
      key: days.from,
      header: short(days, first.span),
      cell: (row) => {
        const outcome = row.past[at];
        if (!outcome) return null;
        const isMet = outcome.reached >= row.amount;
        return (
          <>
            {isMet && <span aria-hidden>✓ </span>}
            <TargetFigure target={row} outcome={outcome} />
            {isMet && <span className="sr-only"> {t('reached')}</span>}
          </>
        );
      },
    };
  });
  return [
    {
      key: 'owner',
      header: t('owner'),
      isText: true,
      cell: ({ owner }) => owner?.name ?? t('everybody'),
    },
    { key: 'amount', header: t('target'), cell: ({ amount }) => t('number', { count: amount }) },
    {
      key: 'now',
      header: t('soFar'),
      cell: (row) => <TargetFigure target={row} outcome={row.now} />,
    },
    { key: 'pace', header: t('pace'), isText: true, cell: (row) => <TargetPace pace={row.pace} /> },
    ...past,
  ];
}
