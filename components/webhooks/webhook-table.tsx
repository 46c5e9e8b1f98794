import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, Table } from '#components/ui/table.tsx';
import { inboxHref } from '#domain/conversations/inbox-query.ts';
import { type WebhookFilter, webhooksHref } from '#domain/webhooks/filter.ts';
import type { WebhookEntry } from '#domain/webhooks/list.ts';
import { type Moment, momentOf, type Reader } from '#lib/moment.ts';
import { Outcome } from './outcome.tsx';

type Props = { entries: WebhookEntry[]; filter: WebhookFilter; after: string | null; reader: Reader };
type Row = WebhookEntry & { moment: Moment };

/** When Meta told what, about which number, and what became of it. */
export function WebhookTable({ entries, filter, after, reader }: Props) {
  const t = useTranslations('webhooks');
  const columns = useColumns({ filter, after });
  return (
    <div className="webhook-table">
      <Table
        caption={t('title')}
        columns={columns}
        rows={entries.map((entry) => ({ ...entry, moment: momentOf(entry.receivedAt, reader) }))}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

function useColumns({ filter, after }: Pick<Props, 'filter' | 'after'>): Column<Row>[] {
  const t = useTranslations('webhooks');
  return [
    {
      key: 'at',
      header: t('columns.at'),
      width: '200px',
      card: 'meta',
      cell: ({ moment }) => (
        <time dateTime={moment.iso} data-tip={moment.relative} className="tabular-nums">
          {moment.exact}
        </time>
      ),
    },
    {
      key: 'kind',
      header: t('columns.kind'),
      width: '190px',
      isRowHeader: true,
      card: 'title',
      cell: ({ id, kind }) => (
        <Link
          href={webhooksHref(filter, { after, item: id })}
          className="row-link"
          scroll={false}
          prefetch={false}
        >
          {t(`kinds.${kind}`)}
        </Link>
      ),
    },
    {
      key: 'number',
      header: t('columns.number'),
      width: '170px',
      cell: ({ number }) =>
        number === null ? <span className="text-foreground-muted">{t('noNumber')}</span> : number,
    },
    {
      key: 'outcome',
      header: t('columns.outcome'),
      card: 'aside',
      cell: (entry) => <Outcome {...entry} />,
    },
    {
      key: 'contact',
      header: t('columns.contact'),
      width: '200px',
      card: 'end',
      cell: ({ contact, conversationId }) => <LeadsTo contact={contact} conversationId={conversationId} />,
    },
  ];
}

function LeadsTo({ contact, conversationId }: Pick<WebhookEntry, 'contact' | 'conversationId'>) {
  const t = useTranslations('webhooks');
  if (contact)
    return (
      <a href={`/contacts/${contact.id}`} className="link wrap-anywhere">
        {contact.name}
      </a>
    );
  if (conversationId !== null)
    return (
      <a href={inboxHref({ show: 'all', of: 'everyone', after: null }, conversationId)} className="link">
        {t('conversation')}
      </a>
    );
  return null;
}
