import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, Table } from '#components/ui/table.tsx';
import type { RunEntry } from '#domain/automations/list-runs.ts';
import { type RunsFilter, runsHref } from '#domain/automations/runs-filter.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { RunOutcome } from './run-state.tsx';

type Place = { automationId: number; filter: RunsFilter; after: string | null };
type Props = Place & { entries: RunEntry[]; reader: Reader };
type Row = RunEntry & { started: Moment; wake: Moment };

/** Which contact, since when, and where each run stands. */
export function RunTable({ entries, reader, ...place }: Props) {
  const t = useTranslations('runs');
  const columns = useColumns(place);
  return (
    <div className="run-table">
      <Table
        caption={t('title')}
        columns={columns}
        rows={entries.map((entry) => ({
          ...entry,
          started: momentOf(entry.startedAt, reader),
          wake: momentOf(entry.wakeAt, reader),
        }))}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

function useColumns({ automationId, filter, after }: Place): Column<Row>[] {
  const t = useTranslations('runs');
  return [
    {
      key: 'contact',
      header: t('columns.contact'),
      isRowHeader: true,
      card: 'title',
      cell: ({ id, contact }) => (
        <Link
          href={runsHref(automationId, filter, { after, run: id })}
          className="row-link wrap-anywhere"
          scroll={false}
          prefetch={false}
        >
          {contact?.name ?? t('goneContact')}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('columns.state'),
      card: 'aside',
      cell: (entry) => <RunOutcome state={entry.state} reason={entry.reason} />,
    },
    {
      key: 'next',
      header: t('columns.next'),
      width: '220px',
      cell: (entry) => <Next entry={entry} />,
    },
    {
      key: 'steps',
      header: t('columns.steps'),
      width: '90px',
      isNumber: true,
      cell: ({ stepTotal }) => stepTotal,
    },
    {
      key: 'version',
      header: t('columns.version'),
      width: '90px',
      isNumber: true,
      cell: ({ versionNumber }) => versionNumber,
    },
    {
      key: 'at',
      header: t('columns.at'),
      width: '190px',
      card: 'meta',
      cell: ({ started }) => (
        <time dateTime={started.iso} data-tip={started.relative} className="tabular-nums">
          {started.exact}
        </time>
      ),
    },
  ];
}

/** For what a run waits. */
function Next({ entry }: { entry: Row }) {
  const t = useTranslations('runs');
  const { state, waitsFor, wake } = entry;
  if (state !== 'waiting' || waitsFor === null) return null;
  if (waitsFor === 'message' || waitsFor === 'call') return t(`waits.${waitsFor}`);
  return (
    <span>
      {t(`waits.${waitsFor}`)} <time dateTime={wake.iso}>{wake.exact}</time>
    </span>
  );
}
