'use client';

import { Combine, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { ColumnMenu } from '#components/ui/column-menu.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { usePanel } from '#components/ui/use-panel.ts';
import type { ContactCount } from '#domain/contacts/count.ts';
import { EMPTY_CONTACT_FILTER, isFiltered } from '#domain/contacts/filter.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, contactListHref } from '#domain/contacts/query.ts';
import { SHOWN_FIELDS_MAX } from '#domain/fields/rules.ts';
import type { Field } from '#domain/fields/types.ts';
import type { Action } from '#domain/result.ts';
import { CONTACT_COLUMNS, customColumn } from './columns.ts';
import { ContactDialog } from './contact-dialog.tsx';
import { ContactFilters } from './contact-filters.tsx';
import { ContactTable } from './contact-table.tsx';
import { ExportButton } from './export-button.tsx';
import { NothingFound } from './nothing-found.tsx';
import type { ListActions, RowView } from './types.ts';

type Props = {
  query: ContactListQuery;
  rows: RowView[];
  pages: { next: string | null; previous: string | null };
  count: ContactCount;
  choices: ContactChoices;
  /** Who new contacts belong to unless somebody else is chosen. */
  newOwnerId: number | null;
  hiddenColumns: string[];
  /** Custom fields that are columns too. */
  shownFields: number[];
  actions: ListActions;
  setHiddenColumns: Action<void>;
  mayExport: boolean;
};

/** The whole of /contacts below the frame. */
export function ContactScreen(props: Props) {
  const { query, rows, pages, count, choices, hiddenColumns, actions } = props;
  const t = useTranslations('contacts');
  const { panel, open, close } = usePanel();
  const visible = [
    ...CONTACT_COLUMNS.filter((column) => !hiddenColumns.includes(column)),
    ...props.shownFields.map(customColumn),
  ];
  const total = t(count.isExact ? 'count' : 'countMore', { count: count.total });
  const page = (cursor: ContactListQuery['cursor']) => contactListHref({ ...query, cursor });
  const onNew = () => open('new');

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
        aside={
          <Tools
            query={query}
            total={total}
            visible={visible}
            fields={choices.fields}
            setHidden={props.setHiddenColumns}
            mayExport={props.mayExport}
          />
        }
      >
        <ContactFilters query={query} choices={choices} />
      </PageHeader>
      {rows.length > 0 ? (
        <>
          <ContactTable {...{ rows, visible, query, choices }} setActive={actions.setActive} />
          <Pagination
            previousHref={pages.previous ? page({ before: pages.previous }) : undefined}
            nextHref={pages.next ? page({ after: pages.next }) : undefined}
            summary={total}
          />
        </>
      ) : (
        <NothingFound query={query} choices={choices} onNew={onNew} />
      )}
      <ContactDialog
        open={panel?.name === 'new'}
        choices={choices}
        ownerId={props.newOwnerId}
        create={actions.create}
        onClose={close}
      />
    </>
  );
}

type ToolsProps = {
  query: ContactListQuery;
  total: string;
  visible: string[];
  fields: Field[];
  setHidden: Action<void>;
  mayExport: boolean;
};

function Tools({ query, total, visible, fields, setHidden, mayExport }: ToolsProps) {
  const t = useTranslations('contacts');
  const isFull = fields.filter(({ id }) => visible.includes(customColumn(id))).length >= SHOWN_FIELDS_MAX;
  const columns = [
    ...CONTACT_COLUMNS.map((key) => ({ key, label: t(`columns.${key}`), fixed: key === 'name' })),
    ...fields.map(({ id, name }) => {
      const key = customColumn(id);
      return { key, label: name, disabled: isFull && !visible.includes(key) };
    }),
  ];
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
      <p className="contact-total" role="status">
        {total}
      </p>
      {mayExport && <ExportButton query={query} />}
      <ColumnMenu
        columns={columns}
        visible={visible}
        onChange={(shown) =>
          setHidden({
            table: 'contacts',
            hidden: CONTACT_COLUMNS.filter((column) => !shown.includes(column)),
            shownFields: fields.map(({ id }) => id).filter((id) => shown.includes(customColumn(id))),
          })
        }
      />
    </>
  );
}
