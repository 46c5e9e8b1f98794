import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { TrashScreen } from '#components/contacts/trash-screen.tsx';
import { trashView } from '#components/contacts/trash-view.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listTrash, type TrashPage, type TrashRow } from '#domain/contacts/list-trash.ts';
import { parseTrashQuery, type TrashQuery, trashHref } from '#domain/contacts/trash-query.ts';
import type { Ctx } from '#domain/ctx.ts';
import { deriveTones } from '#lib/colour.ts';
import { eraseContactAction } from '../[id]/actions.ts';
import { restoreContactAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('trash'))('title') };
}

const actions = { restore: restoreContactAction, erase: eraseContactAction };

type Props = { searchParams: Promise<QueryParams> };

export default async function TrashPageView({ searchParams }: Props) {
  const [{ ctx, person }, params, locale, t] = await Promise.all([
    requireSession(),
    searchParams,
    getLocale(),
    getTranslations('trash'),
  ]);
  const query = parseTrashQuery(params);
  const since = Date.now();
  const { rows, ...page } = await readPage(ctx, query);
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: since };
  return (
    <div className="page">
      <ToneStyles tones={tonesOf(rows)} />
      <LiveRefresh subjects={['status', 'origin', 'member']} />
      <LiveRows ids={rows.map(({ id }) => id)} isList since={since} />
      <ClientMessages names={['trash', 'privacy', 'problems', 'errors']}>
        <TrashScreen
          query={query}
          rows={rows.map((row) => trashView(row, reader, (kind) => t(`actors.${kind}`)))}
          {...page}
          may={{
            export: mayRole(person.role, 'contact.export'),
            erase: mayRole(person.role, 'contact.erase'),
          }}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}

/** Of the statuses that are shown, retired ones among them. */
function tonesOf(rows: TrashRow[]) {
  const colours = new Map(
    rows.flatMap(({ status }) => (status ? [[status.id, status.colour] as const] : [])),
  );
  return [...colours].map(([key, colour]) => ({ key, ...deriveTones(colour) }));
}

function readPage(ctx: Ctx, query: TrashQuery): Promise<TrashPage> {
  return pageAtCursor(
    () => listTrash(ctx, query),
    (page) => page.rows,
    { cursor: query.cursor, firstPage: trashHref({ ...query, cursor: null }) },
  );
}
