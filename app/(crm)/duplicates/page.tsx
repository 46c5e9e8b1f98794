import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { DuplicateScreen } from '#components/contacts/duplicate-screen.tsx';
import { pairView } from '#components/contacts/duplicate-words.ts';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { type DuplicatePage, listDuplicates } from '#domain/duplicates/list.ts';
import { type DuplicateQuery, duplicatesHref, parseDuplicateQuery } from '#domain/duplicates/query.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { deriveTones } from '#lib/colour.ts';
import { mergeContactsAction, splitContactAction } from '../contacts/actions.ts';
import { dismissDuplicateAction, reopenDuplicateAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('duplicates'))('title') };
}

const actions = {
  merge: mergeContactsAction,
  split: splitContactAction,
  dismiss: dismissDuplicateAction,
  reopen: reopenDuplicateAction,
};

type Props = { searchParams: Promise<QueryParams> };

export default async function DuplicatesPage({ searchParams }: Props) {
  const [{ ctx }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  const query = parseDuplicateQuery(params);
  const [page, statuses] = await Promise.all([readPage(ctx, query), listStatuses(ctx)]);
  const { country, timeZone } = ctx.workspace;
  const reader = { locale, timeZone, now: Date.now() };
  return (
    <div className="page">
      <ToneStyles tones={statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['duplicate', 'status', 'origin', 'member']} />
      <LiveRows ids={page.pairs.flatMap(({ sides }) => sides.map(({ id }) => id))} since={Date.now()} />
      <ClientMessages names={['duplicates', 'merging', 'picker', 'contacts', 'problems', 'errors']}>
        <DuplicateScreen
          query={query}
          pairs={page.pairs.map((pair) => pairView(pair, country, reader))}
          pages={{ next: page.next, previous: page.previous }}
          count={page.count}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}

function readPage(ctx: Ctx, query: DuplicateQuery): Promise<DuplicatePage> {
  return pageAtCursor(
    () => listDuplicates(ctx, query),
    (page) => page.pairs,
    { cursor: query.cursor, firstPage: duplicatesHref({ ...query, cursor: null }) },
  );
}
