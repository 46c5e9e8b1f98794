'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type Column, Table } from '#components/ui/table.tsx';
import { Time } from '#components/ui/time.tsx';
import { ToneChip } from '#components/ui/tone.tsx';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import {
  type ContactListQuery,
  type ContactSortKey,
  contactListHref,
  nextSort,
} from '#domain/contacts/query.ts';
import { ActiveSwitch } from './active-switch.tsx';
import type { ListActions, Moment, RowView } from './types.ts';

type Props = {
  rows: RowView[];
  visible: string[];
  query: ContactListQuery;
  choices: ContactChoices;
  setActive: ListActions['setActive'];
};

export function ContactTable({ rows, visible, query, choices, setActive }: Props) {
  const t = useTranslations('contacts');
  const statusName = namer(choices.statuses);
  const originName = namer(choices.origins);

  const sort = (by: ContactSortKey): Column<RowView>['sort'] => ({
    href: contactListHref({ ...query, sort: nextSort(query.sort, by), cursor: null }),
    direction: query.sort.by !== by ? undefined : query.sort.direction === 'asc' ? 'ascending' : 'descending',
  });

  const columns: Column<RowView>[] = [
    { key: 'id', header: t('columns.id'), width: '80px', isNumber: true, cell: ({ id }) => id },
    {
      key: 'name',
      header: t('columns.name'),
      sort: sort('name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ id, name }) => (
        <Link href={`/contacts/${id}`} className="row-link" prefetch={false} data-tip={name} data-tip-clipped>
          {name}
        </Link>
      ),
    },
    { key: 'type', header: t('columns.type'), width: '88px', cell: ({ type }) => t(`types.${type}`) },
    {
      key: 'phone',
      header: t('columns.phone'),
      width: '148px',
      cell: ({ maskedPhone }) =>
        maskedPhone ? <span className="tabular-nums">{maskedPhone}</span> : <None />,
    },
    {
      key: 'owner',
      header: t('columns.owner'),
      width: '152px',
      cell: ({ ownerName }) => ownerName ?? <span className="text-foreground-subtle">{t('noOwner')}</span>,
    },
    {
      key: 'status',
      header: t('columns.status'),
      width: '144px',
      card: 'aside',
      cell: ({ statusId }) => <ToneChip className={`tone-${statusId}`}>{statusName(statusId)}</ToneChip>,
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      width: '148px',
      card: 'meta',
      cell: ({ originId }) => originName(originId),
    },
    {
      key: 'active',
      header: t('columns.active'),
      width: '72px',
      cell: (row) => <ActiveSwitch contact={row} setActive={setActive} />,
    },
    {
      key: 'created',
      header: t('columns.created'),
      width: '128px',
      sort: sort('createdAt'),
      card: 'end',
      cell: ({ created }) => <When {...created} />,
    },
    {
      key: 'activity',
      header: t('columns.activity'),
      width: '136px',
      sort: sort('lastActivityAt'),
      cell: ({ activity }) => <When {...activity} />,
    },
  ];
  return (
    <Table
      caption={t('title')}
      columns={columns.filter(({ key }) => visible.includes(key))}
      rows={rows}
      rowKey={({ id }) => id}
    />
  );
}

/** Fifty stops for the tab key would be a burden; the contact's page tells the exact time. */
function When({ iso, relative, exact }: Moment) {
  return <Time dateTime={iso} relative={relative} exact={exact} focusable={false} />;
}

function None() {
  return (
    <span className="text-foreground-subtle" aria-hidden>
      —
    </span>
  );
}

function namer(list: { id: number; name: string }[]): (id: number) => string {
  const names = new Map(list.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `#${id}`;
}
