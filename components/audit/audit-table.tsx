import { useTranslations } from 'next-intl';
import { type Column, Table } from '#components/ui/table.tsx';
import { type AuditFilter, auditHref } from '#domain/audit/filter.ts';
import type { AuditEntry } from '#domain/audit/list.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { ChangeList } from './change-list.tsx';

type Props = { entries: AuditEntry[]; filter: AuditFilter; reader: Reader };
type Row = AuditEntry & { moment: Moment };

/** Who did what to which record, from → to, when. */
export function AuditTable({ entries, filter, reader }: Props) {
  const t = useTranslations('audit');
  const actors = useTranslations('events.actors');
  const columns: Column<Row>[] = [
    {
      key: 'at',
      header: t('columns.at'),
      width: '190px',
      card: 'meta',
      cell: ({ moment }) => (
        <time dateTime={moment.iso} data-tip={moment.relative} className="tabular-nums">
          {moment.exact}
        </time>
      ),
    },
    {
      key: 'actor',
      header: t('columns.actor'),
      width: '150px',
      card: 'end',
      cell: ({ actor }) => <span className="wrap-anywhere">{actor.name ?? actors(actor.kind)}</span>,
    },
    {
      key: 'act',
      header: t('columns.act'),
      width: '210px',
      isRowHeader: true,
      card: 'title',
      cell: (entry) => <Act entry={entry} filter={filter} />,
    },
    {
      key: 'record',
      header: t('columns.record'),
      width: '220px',
      card: 'aside',
      cell: (entry) => <RecordName entry={entry} />,
    },
    {
      key: 'changes',
      header: t('columns.changes'),
      cell: ({ kind, changes }) => <ChangeList kind={kind} changes={changes} />,
    },
  ];
  return (
    <div className="audit-table">
      <Table
        caption={t('title')}
        columns={columns}
        rows={entries.map((entry) => ({ ...entry, moment: momentOf(entry.at, reader) }))}
        rowKey={({ key }) => key}
      />
    </div>
  );
}

/** More than this are told as "more than". */
const COUNTED_MAX = 10_000;

function Act({ entry, filter }: { entry: AuditEntry; filter: AuditFilter }) {
  const t = useTranslations('audit');
  const { kind, changeId, contacts } = entry;
  const isWhole = filter.change !== null || changeId === null || contacts === 0;
  const count = Math.min(contacts, COUNTED_MAX);
  return (
    <>
      <span className="block font-medium">{t(`kinds.${kind}`)}</span>
      {!isWhole && (
        <a className="audit-more" href={auditHref({ ...NO_FILTER, change: changeId })}>
          {contacts > COUNTED_MAX ? t('manyContacts', { count }) : t('contacts', { count })}
        </a>
      )}
    </>
  );
}

const NO_FILTER: AuditFilter = {
  from: null,
  to: null,
  who: null,
  record: null,
  id: null,
  act: null,
  change: null,
};

function RecordName({ entry: { record } }: { entry: AuditEntry }) {
  const t = useTranslations('audit');
  const { kind, id, name, href } = record;
  const shown = name ?? `#${id}`;
  const history = auditHref({ ...NO_FILTER, record: kind, id });
  return (
    <span className="audit-record">
      <span className="text-foreground-muted">{t(`records.${kind}`)} </span>
      {href ? (
        <a href={href} className="link wrap-anywhere">
          {shown}
        </a>
      ) : (
        <span className="wrap-anywhere">{shown}</span>
      )}
      <a
        href={history}
        className="audit-history"
        aria-label={t('historyOf', { id: String(id), name: shown })}
      >
        #{id}
      </a>
    </span>
  );
}
