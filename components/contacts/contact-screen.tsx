'use client';

import { Combine, FileUp, Plus, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ColumnMenu } from '#components/ui/column-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import type { ContactCount } from '#domain/contacts/count.ts';
import { contactFilterParams, EMPTY_CONTACT_FILTER, isFiltered } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';
import { SHOWN_FIELDS_MAX } from '#domain/fields/rules.ts';
import type { Field } from '#domain/fields/types.ts';
import type { Action } from '#domain/result.ts';
import { BulkBar } from './bulk-bar.tsx';
import { CONTACT_COLUMNS, customColumn, type ShownColumns } from './columns.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactFilters } from './contact-filters.tsx';
import { ContactTable } from './contact-table.tsx';
import { ExportButton } from './export-button.tsx';
import { NothingFound } from './nothing-found.tsx';
import { Picking } from './picking.tsx';
import { selectedTotal } from './selection-rules.ts';
import type { BulkActions, ListActions, MergeActions, RowView } from './types.ts';
import { type ListSelection, useSelection } from './use-selection.ts';

type Props = {
  query: ContactListQuery;
  rows: RowView[];
  pages: { next: string | null; previous: string | null };
  count: ContactCount;
  choices: ContactChoices;
  /** Who new contacts belong to unless somebody else is chosen. */
  newOwnerId: number | null;
  columns: ShownColumns;
  actions: ListActions;
  bulk: BulkActions;
  merging: MergeActions;
  setHiddenColumns: Action<void>;
  setColumnOrder: Action<void>;
  mayExport: boolean;
  mayImport: boolean;
  /** The filter builder with what it narrows by. */
  filterBar: ReactNode;
  /** Saved ways to look at the list. */
  viewBar: ReactNode;
};

/** The whole of /contacts below the frame. */
export function ContactScreen(props: Props) {
  const { query, rows, count, choices } = props;
  const t = useTranslations('contacts');
  const { panel, open, close } = usePanel();
  const total = t(count.isExact ? 'count' : 'countMore', { count: count.total });
  const onNew = () => open('new');
  const list = contactFilterParams(query.filter).toString();
  const selection = useSelection(
    list,
    rows.map(({ id }) => id),
  );
  const isSelecting = selectedTotal(selection.selected, count.total) > 0;

  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <Button variant="primary" onClick={onNew}>
            <Plus />
            {t('new')}
          </Button>
        }
        aside={<Tools {...props} total={total} />}
      >
        {isSelecting ? (
          <BulkBar {...{ selection, list, count, choices }} actions={props.bulk} merging={props.merging} />
        ) : (
          <>
            {props.viewBar}
            <ContactFilters query={query} choices={choices} />
            {props.filterBar}
          </>
        )}
      </PageHeader>
      {rows.length > 0 ? (
        <Rows {...props} {...{ selection, isSelecting, total }} />
      ) : (
        <NothingFound query={query} choices={choices} onNew={onNew} />
      )}
      <ContactDialog
        open={panel?.name === 'new'}
        choices={choices}
        ownerId={props.newOwnerId}
        create={props.actions.create}
        onClose={close}
      />
    </>
  );
}

type RowsProps = Props & { selection: ListSelection; isSelecting: boolean; total: string };

function Rows({ query, rows, pages, choices, columns, actions, ...props }: RowsProps) {
  const { selection, isSelecting, total } = props;
  const page = (cursor: ContactListQuery['cursor']) => contactListHref({ ...query, cursor });
  return (
    <>
      <Picking isOn={isSelecting}>
        <ContactTable
          {...{ rows, query, choices, selection }}
          visible={columns.visible}
          setActive={actions.setActive}
        />
      </Picking>
      <Pagination
        previousHref={pages.previous ? page({ before: pages.previous }) : undefined}
        nextHref={pages.next ? page({ after: pages.next }) : undefined}
        summary={total}
      />
    </>
  );
}

function Tools({
  query,
  columns,
  total,
  choices,
  mayExport,
  mayImport,
  ...props
}: Props & { total: string }) {
  const t = useTranslations('contacts');
  const { fields } = choices;
  const change = useColumnChange({ query, fields, ...props });
  const isFull =
    fields.filter(({ id }) => columns.visible.includes(customColumn(id))).length >= SHOWN_FIELDS_MAX;
  const listed = columns.all.map((key) => {
    const field = fields.find(({ id }) => customColumn(id) === key);
    if (!field) return { key, label: t(`columns.${key}`), fixed: key === 'name' };
    return { key, label: field.name, disabled: isFull && !columns.visible.includes(key) };
  });
  return (
    <>
      {isFiltered(query.filter) && (
        <ButtonLink
          variant="quiet"
          size="small"
          href={contactListHref({ ...query, filter: EMPTY_CONTACT_FILTER, cursor: null })}
        >
          {t('clearFilters')}
        </ButtonLink>
      )}
      <ButtonLink variant="quiet" size="small" href="/duplicates">
        <Combine />
        {t('duplicates')}
      </ButtonLink>
      {mayImport && (
        <ButtonLink variant="quiet" size="small" href="/imports">
          <FileUp />
          {t('import')}
        </ButtonLink>
      )}
      <ButtonLink variant="quiet" size="small" href="/contacts/trash" prefetch={false}>
        <Trash2 />
        <span className="max-sm:sr-only">{t('trash')}</span>
      </ButtonLink>
      <p className="contact-total" role="status">
        {total}
      </p>
      {mayExport && <ExportButton query={query} />}
      <ColumnMenu
        columns={listed}
        visible={columns.visible}
        onChange={change.toggle}
        onOrder={change.order}
      />
    </>
  );
}

/** In a view a change of columns is part of the address, until it is saved; else it is the person's own taste. */
function useColumnChange({
  query,
  fields,
  setHiddenColumns,
  setColumnOrder,
}: Pick<Props, 'query' | 'setHiddenColumns' | 'setColumnOrder'> & { fields: Field[] }) {
  const router = useRouter();
  const isInView = Boolean(query.viewId) || query.columns !== null;
  const go = (columns: string[]) => router.replace(contactListHref({ ...query, columns }), { scroll: false });
  const hide = (visible: string[]) =>
    setHiddenColumns({
      table: 'contacts',
      hidden: CONTACT_COLUMNS.filter((column) => !visible.includes(column)),
      shownFields: fields.map(({ id }) => id).filter((id) => visible.includes(customColumn(id))),
    });
  return {
    toggle: (visible: string[]) => (isInView ? go(visible) : hide(visible)),
    order: (order: string[], visible: string[]) =>
      isInView ? go(visible) : setColumnOrder({ table: 'contacts', order }),
  };
}
