import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setHiddenColumnsAction } from '#app/_server/preference-actions.ts';
import { HIDDEN_AT_FIRST } from '#components/contacts/columns.ts';
import { ContactScreen } from '#components/contacts/contact-screen.tsx';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { rowView } from '#components/contacts/row-view.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { findContacts } from '#domain/contacts/find.ts';
import { listContactChoices } from '#domain/contacts/list-choices.ts';
import { type ContactListQuery, contactListHref, parseContactListQuery } from '#domain/contacts/query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { readAnswers } from '#domain/fields/answers.ts';
import { deriveTones } from '#lib/colour.ts';
import { createContactAction, setContactActiveAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contacts'))('title') };
}

const actions = { create: createContactAction, setActive: setContactActiveAction };

type Props = { searchParams: Promise<QueryParams> };

export default async function ContactsPage({ searchParams }: Props) {
  const [{ ctx, person }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  const query = parseContactListQuery(params);
  const [{ page, count }, choices] = await Promise.all([readPage(ctx, query), listContactChoices(ctx)]);
  const hiddenColumns = person.preferences.hiddenColumns.contacts ?? HIDDEN_AT_FIRST;
  const fields = choices.fields.filter(({ id }) => person.preferences.shownFields.includes(id));
  const columns = { isActivityShown: !hiddenColumns.includes('activity'), fields };
  const answers = await readAnswers(
    ctx,
    page.rows.map((row) => row.id),
    fields.map((field) => field.id),
  );
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <ToneStyles tones={choices.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member', 'field', 'group']} />
      <LiveRows ids={page.rows.map((row) => row.id)} isList since={Date.now()} />
      <ClientMessages names={['contacts', 'problems', 'errors']}>
        <ContactScreen
          query={query}
          rows={page.rows.map((row) => rowView(row, reader, columns, answers.get(row.id)))}
          pages={{ next: page.next, previous: page.previous }}
          count={count}
          choices={choices}
          newOwnerId={person.role === 'sales' ? person.userId : null}
          hiddenColumns={hiddenColumns}
          shownFields={fields.map((field) => field.id)}
          actions={actions}
          setHiddenColumns={setHiddenColumnsAction}
          mayExport={mayRole(person.role, 'contact.export')}
        />
      </ClientMessages>
    </div>
  );
}

/** A cursor that is forged, of another order, or past rows that have gone leads to the first page. */
async function readPage(ctx: Ctx, query: ContactListQuery): ReturnType<typeof findContacts> {
  const firstPage = contactListHref({ ...query, cursor: null });
  const found = await findContacts(ctx, query).catch((error: unknown) => {
    if (error instanceof DomainError && error.fields.cursor) redirect(firstPage);
    throw error;
  });
  if (found.page.rows.length === 0 && query.cursor !== null) redirect(firstPage);
  return found;
}
