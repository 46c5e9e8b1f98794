import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { threadActions } from '#app/_server/thread.ts';
import { InboxScreen } from '#components/conversations/inbox-screen.tsx';
import { InboxTabs } from '#components/conversations/inbox-tabs.tsx';
import { inboxRows } from '#components/conversations/inbox-view.ts';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { countInbox } from '#domain/conversations/count-inbox.ts';
import { inboxHref, parseInboxQuery } from '#domain/conversations/inbox-query.ts';
import { listConversations } from '#domain/conversations/list.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { deriveTones } from '#lib/colour.ts';
import { setContactOwnerAction } from '../contacts/actions.ts';
import { makeLeadAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') };
}

const actions = { makeLead: makeLeadAction, setOwner: setContactOwnerAction };

type Props = { searchParams: Promise<QueryParams> };

export default async function InboxPage({ searchParams }: Props) {
  const [{ ctx }, params, locale, t] = await Promise.all([
    requireSession(),
    searchParams,
    getLocale(),
    getTranslations('inbox'),
  ]);
  const query = parseInboxQuery(params);
  const servedAt = Date.now();
  const place = { cursor: query.after, firstPage: inboxHref({ ...query, after: null }) };
  const [page, counts, statuses] = await Promise.all([
    pageAtCursor(
      () => listConversations(ctx, query),
      ({ items }) => items,
      place,
    ),
    countInbox(ctx, query),
    listStatuses(ctx),
  ]);
  const hasSeveralNumbers = new Set(page.items.map(({ numberId }) => numberId)).size > 1;
  const { country } = ctx.workspace;
  return (
    <div className="page-fill inbox-page">
      <ToneStyles tones={statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      {/* On phones the list, and with it the title that is seen, gives way to the open conversation. */}
      <h1 className="sr-only">{t('title')}</h1>
      <ClientMessages names={['inbox', 'conversation', 'problems', 'errors']}>
        <InboxScreen
          query={query}
          rows={inboxRows(page.items, { locale, country, now: servedAt, hasSeveralNumbers })}
          next={page.next}
          head={
            <header className="inbox-top">
              <p className="page-title" aria-hidden>
                {t('title')}
              </p>
              <InboxTabs query={query} counts={counts} />
            </header>
          }
          me={ctx.actor.kind === 'member' ? ctx.actor.userId : 0}
          servedAt={servedAt}
          threadActions={threadActions}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}
