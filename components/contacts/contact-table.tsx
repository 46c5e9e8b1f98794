import { useTranslations } from 'next-intl';
import type { CSSProperties } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { Clipped } from '#components/ui/clipped.tsx';
import { Switch } from '#components/ui/switch.tsx';
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
import type { Field } from '#domain/fields/types.ts';
import type { Moment } from '#lib/moment.ts';
import { customColumn } from './columns.ts';
import { OptedOutMark } from './opted-out.tsx';
import { useSelectColumn } from './select-boxes.tsx';
import type { ListActions, RowView } from './types.ts';
import { useActive } from './use-active.ts';
import { useSelectKey } from './use-select-key.ts';
import type { ListSelection } from './use-selection.ts';
import { useSoftLinks } from './use-soft-links.ts';

type Props = {
  rows: RowView[];
  visible: string[];
  query: ContactListQuery;
  choices: ContactChoices;
  setActive: ListActions['setActive'];
  selection: ListSelection;
};

type Cells = Column<RowView>[];

/** The manual's columns, in its order. */
export function ContactTable({ rows, visible, query, choices, setActive, selection }: Props) {
  const t = useTranslations('contacts');
  const links = useSoftLinks();
  const active = useActive(setActive);
  const activeLabel = t('columns.active');
  const custom = choices.fields.filter(({ id }) => visible.includes(customColumn(id)));
  const select = useSelectColumn(rows, selection);
  useSelectKey(selection);
  const columns = [
    ...usePersonColumns(query),
    ...usePlaceColumns(choices),
    {
      key: 'active',
      header: activeLabel,
      width: '64px',
      cell: (row: RowView) => (
        <Switch
          label={`${activeLabel}: ${row.name}`}
          hideLabel
          checked={active.isOn(row)}
          onChange={(event) => active.change(row, event.target.checked)}
        />
      ),
    },
    ...useTimeColumns(query),
    ...custom.map(toColumn),
  ];
  const kind = custom.length > 0 ? 'has-custom' : visible.includes('activity') && 'is-wider';
  return (
    <div
      ref={links}
      className={classNames('contact-table', kind)}
      style={{ '--custom-columns': custom.length } as CSSProperties}
    >
      <Table
        caption={t('title')}
        columns={[select, ...visible.flatMap((key) => columns.find((column) => column.key === key) ?? [])]}
        rows={rows}
        rowKey={({ id }) => id}
        rowProps={({ id }) => ({
          'data-contact': String(id),
          ...(selection.isOn(id) && { 'data-selected': '' }),
        })}
      />
    </div>
  );
}

/** The answers to a custom field. */
function toColumn({ id, name, kind }: Field): Cells[number] {
  return {
    key: customColumn(id),
    header: <Clipped text={name} />,
    width: '144px',
    isNumber: kind === 'number',
    cell: ({ custom }) => <Clipped text={custom[id] ?? ''} />,
  };
}

/** About as much of a status's name as its column holds. */
const CHIP_LETTERS = 16;

function StatusChip({ id, name }: { id: number; name: string }) {
  const chip = <ToneChip className={`tone-${id}`}>{name}</ToneChip>;
  return name.length > CHIP_LETTERS ? <span data-tip={name}>{chip}</span> : chip;
}

/** Text that may be too long for its column: all of it on hover. */
function usePersonColumns(query: ContactListQuery): Cells {
  const t = useTranslations('contacts');
  const types = { lead: t('types.lead'), customer: t('types.customer') };
  return [
    { key: 'id', header: t('columns.id'), width: '92px', isNumber: true, cell: ({ id }) => id },
    {
      key: 'name',
      header: t('columns.name'),
      sort: sortBy(query, 'name'),
      isRowHeader: true,
      card: 'title',
      cell: ({ id, name, isOptedOut }) => (
        <a href={`/contacts/${id}`} className="row-link" data-tip-clipped="">
          {isOptedOut && <OptedOutMark />}
          {name}
        </a>
      ),
    },
    { key: 'type', header: t('columns.type'), width: '76px', cell: ({ type }) => types[type] },
    {
      key: 'phone',
      header: t('columns.phone'),
      width: '136px',
      cell: ({ maskedPhone }) => (
        <span className={maskedPhone ? 'tabular-nums' : 'text-foreground-subtle'}>{maskedPhone ?? '—'}</span>
      ),
    },
  ];
}

function usePlaceColumns(choices: ContactChoices): Cells {
  const t = useTranslations('contacts');
  const statusName = namer(choices.statuses);
  const originName = namer(choices.origins);
  const memberName = namer(choices.members);
  const nobody = <span className="text-foreground-subtle">{t('noOwner')}</span>;
  return [
    {
      key: 'owner',
      header: t('columns.owner'),
      width: '140px',
      cell: ({ ownerId }) => (ownerId === null ? nobody : <Clipped text={memberName(ownerId)} />),
    },
    {
      key: 'status',
      header: t('columns.status'),
      width: '140px',
      card: 'aside',
      cell: ({ statusId }) => <StatusChip id={statusId} name={statusName(statusId)} />,
    },
    {
      key: 'origin',
      header: t('columns.origin'),
      width: '148px',
      card: 'meta',
      cell: ({ originId }) => <Clipped text={originName(originId)} />,
    },
  ];
}

function useTimeColumns(query: ContactListQuery): Cells {
  const t = useTranslations('contacts');
  return [
    {
      key: 'created',
      header: t('columns.created'),
      width: '120px',
      sort: sortBy(query, 'createdAt'),
      card: 'end',
      cell: ({ created }) => <When {...created} />,
    },
    {
      key: 'activity',
      header: t('columns.activity'),
      width: '136px',
      sort: sortBy(query, 'lastActivityAt'),
      cell: ({ activity }) => activity && <When {...activity} />,
    },
  ];
}

function sortBy(query: ContactListQuery, by: ContactSortKey): Cells[number]['sort'] {
  const { sort } = query;
  return {
    href: contactListHref({ ...query, sort: nextSort(sort, by), cursor: null }),
    direction: sort.by !== by ? undefined : sort.direction === 'asc' ? 'ascending' : 'descending',
  };
}

/** Fifty stops for the tab key would be a burden; the contact's page tells the exact time. */
function When({ iso, relative, exact }: Moment) {
  return <Time dateTime={iso} relative={relative} exact={exact} focusable={false} />;
}

function namer(list: { id: number; name: string }[]): (id: number) => string {
  const names = new Map(list.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? `#${id}`;
}
