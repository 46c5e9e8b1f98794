import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { setColumnOrderAction, setHiddenColumnsAction } from '#app/_server/preference-actions.ts';
import { customColumn, HIDDEN_AT_FIRST, shownColumns } from '#components/contacts/columns.ts';
import { ContactScreen } from '#components/contacts/contact-screen.tsx';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { rowView } from '#components/contacts/row-view.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { FilterBar } from '#components/segments/filter-bar.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { ViewBar } from '#components/views/view-bar.tsx';
import { mayRole } from '#domain/authorize.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { readFilterNames } from '#domain/contacts/filter-names.ts';
import { findContacts } from '#domain/contacts/find.ts';
import { listContactChoices } from '#domain/contacts/list-choices.ts';
import {
  type ContactListQuery,
  contactListHref,
  contactListQuery,
  parseContactListQuery,
  queryOf,
} from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { readAnswers } from '#domain/fields/answers.ts';
import type { Preferences } from '#domain/members/preferences.ts';
import { listSegments } from '#domain/segments/list.ts';
import { listViews, type View } from '#domain/views/list.ts';
import { isViewChanged, parseViewQuery } from '#domain/views/rules.ts';
import { deriveTones } from '#lib/colour.ts';
import { foreseeBulkAction, previewBulkAction, startBulkAction, undoBulkAction } from '../bulk/actions.ts';
import { createSegmentAction } from '../segments/actions.ts';

import {
  createContactAction,
  createViewAction,
  deleteViewAction,
  mergeContactsAction,
  setContactActiveAction,
  setDefaultViewAction,
  splitContactAction,
  updateViewAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contacts'))('title') };
}

const bulk = {
  preview: previewBulkAction,
  foresee: foreseeBulkAction,
  start: startBulkAction,
  undo: undoBulkAction,
};
const merging = { merge: mergeContactsAction, split: splitContactAction };
const actions = { create: createContactAction, setActive: setContactActiveAction };

const viewActions = {
  create: createViewAction,
  update: updateViewAction,
  remove: deleteViewAction,
  setDefault: setDefaultViewAction,
};

type Props = { searchParams: Promise<QueryParams> };

export default async function ContactsPage({ searchParams }: Props) {
  const [{ ctx, person }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  const query = parseContactListQuery(params);
  const views = await listViews(ctx);
  if (params.panel === undefined) openDefault(query, views, person.preferences.defaultViewId);
  const view = views.find(({ id }) => id === query.viewId) ?? null;
  const [{ page, count }, choices] = await Promise.all([readPage(ctx, query), listContactChoices(ctx)]);
  const columns = shownColumns(query.columns ?? view?.columns ?? null, ownColumns(person), choices.fields);
  const standing = { query: contactListQuery(query), columns: columns.visible };
  const canShare = mayRole(person.role, 'segment.share');
  const fields = choices.fields.filter(({ id }) => columns.visible.includes(customColumn(id)));
  const cells = { isActivityShown: columns.visible.includes('activity'), fields };
  const answers = await readAnswers(
    ctx,
    page.rows.map((row) => row.id),
    fields.map((field) => field.id),
  );
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <ToneStyles tones={choices.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member', 'field', 'group', 'segment', 'view']} />
      <LiveRows ids={page.rows.map((row) => row.id)} isList since={Date.now()} />
      <ClientMessages
        names={['contacts', 'bulkBar', 'merging', 'picker', 'segmentForm', 'views', 'problems', 'errors']}
      >
        <ContactScreen
          query={query}
          rows={page.rows.map((row) => rowView(row, reader, cells, answers.get(row.id)))}
          pages={{ next: page.next, previous: page.previous }}
          count={count}
          choices={choices}
          newOwnerId={person.role === 'sales' ? person.userId : null}
          columns={columns}
          actions={actions}
          bulk={bulk}
          merging={merging}
          mayExport={mayRole(person.role, 'contact.export')}
          mayImport={mayRole(person.role, 'import.read')}
          setHiddenColumns={setHiddenColumnsAction}
          setColumnOrder={setColumnOrderAction}
          viewBar={
            <ViewBar
              views={views}
              current={view}
              defaultId={person.preferences.defaultViewId}
              standing={standing}
              isChanged={view !== null && isViewChanged(view, standing)}
              canShare={canShare}
              userId={person.userId}
              actions={viewActions}
            />
          }
          filterBar={<Filter ctx={ctx} query={query} canShare={canShare} />}
        />
      </ClientMessages>
    </div>
  );
}

async function Filter({ ctx, query, canShare }: { ctx: Ctx; query: ContactListQuery; canShare: boolean }) {
  const { filter } = query;
  const [segments, names] = await Promise.all([
    listSegments(ctx),
    readFilterNames(ctx, filter.where ? [filter.where] : []),
  ]);
  return (
    <FilterBar
      place={{ path: '/contacts', query: queryOf(query), where: filter.where }}
      filter={filter}
      names={names}
      segments={segments}
      canShare={canShare}
      create={createSegmentAction}
    />
  );
}

/** Nothing asked for: the reader's own view opens. "All contacts" says so in the address. */
function openDefault(query: ContactListQuery, views: View[], defaultId: number | null): void {
  const view = views.find(({ id }) => id === defaultId);
  if (view && queryOf(query) === '' && query.cursor === null)
    redirect(contactListHref({ ...parseViewQuery(view), viewId: view.id }));
}

function ownColumns({ preferences }: { preferences: Preferences }) {
  return {
    hidden: preferences.hiddenColumns.contacts ?? HIDDEN_AT_FIRST,
    order: preferences.columnOrder.contacts ?? [],
    fields: preferences.shownFields,
  };
}

function readPage(ctx: Ctx, query: ContactListQuery): ReturnType<typeof findContacts> {
  return pageAtCursor(
    () => findContacts(ctx, query),
    ({ page }) => page.rows,
    { cursor: query.cursor, firstPage: contactListHref({ ...query, cursor: null }) },
  );
}
