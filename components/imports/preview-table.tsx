'use client';

import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Clipped } from '#components/ui/clipped.tsx';
import { type Column, Table } from '#components/ui/table.tsx';
import { ToneDot } from '#components/ui/tone.tsx';
import type { PlanChoices } from '#domain/imports/list-plan-choices.ts';
import type { PreviewRow } from '#domain/imports/types.ts';
import { OUTCOME_TONES } from './outcome-tones.ts';
import { useReason } from './use-reason.ts';

type Props = { rows: PreviewRow[]; choices: PlanChoices; headers: string[] };

/** The first rows as they will be. */
export function PreviewTable({ rows, choices, headers }: Props) {
  const t = useTranslations('imports');
  const columns = [...usePersonColumns(), ...usePlaceColumns(choices), useWhyColumn(headers)];
  const title = t('previewTitle', { count: rows.length });
  return (
    <div className="flex flex-col gap-2">
      <h2 className="import-card-title">{title}</h2>
      <Table caption={title} columns={columns} rows={rows} rowKey={(row) => row.number} isReadOnly />
    </div>
  );
}

function usePersonColumns(): Column<PreviewRow>[] {
  const t = useTranslations('imports');
  return [
    { key: 'line', header: t('columns.line'), width: '72px', isNumber: true, cell: ({ line }) => line },
    {
      key: 'name',
      header: t('columns.name'),
      isRowHeader: true,
      card: 'title',
      // A row that becomes nobody still has to be called something.
      cell: ({ contact, line }) => <Clipped text={contact?.name || t('line', { line })} />,
    },
    {
      key: 'outcome',
      header: t('columns.outcome'),
      width: '160px',
      card: 'aside',
      cell: ({ outcome }) => (
        <Badge tone={OUTCOME_TONES[outcome]}>{t(`outcomes.${outcome}`, { count: 1 })}</Badge>
      ),
    },
    { key: 'phone', header: t('columns.phone'), width: '168px', cell: ({ contact }) => contact?.phone },
    {
      key: 'email',
      header: t('columns.email'),
      cell: ({ contact }) => <Clipped text={contact?.email ?? ''} />,
    },
  ];
}

function usePlaceColumns(choices: PlanChoices): Column<PreviewRow>[] {
  const t = useTranslations('imports');
  return [
    {
      key: 'status',
      header: t('columns.status'),
      card: 'meta',
      cell: ({ contact }) => {
        const status = choices.statuses.find(({ id }) => id === contact?.statusId);
        if (!status) return null;
        return (
          <span className={`cell-line tone-${status.id}`}>
            <ToneDot />
            <span className="truncate">{status.name}</span>
          </span>
        );
      },
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      cell: ({ contact }) => choices.origins.find(({ id }) => id === contact?.originId)?.name,
    },
    {
      key: 'owner',
      header: t('columns.owner'),
      cell: ({ contact }) => choices.owners.find(({ id }) => id === contact?.ownerId)?.name,
    },
  ];
}

/** Why a row is not written, or how much of a contact it changes. */
function useWhyColumn(headers: string[]): Column<PreviewRow> {
  const t = useTranslations('imports');
  const say = useReason(headers);
  const why = ({ reason, column, changes }: PreviewRow) => {
    if (reason) return say(reason, column);
    return changes.length > 0 ? t('changes', { count: changes.length }) : '';
  };
  return {
    key: 'why',
    header: t('columns.why'),
    card: 'meta',
    cell: (row) => (
      <span className="text-foreground-muted">
        <Clipped text={why(row)} />
      </span>
    ),
  };
}
