import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setHiddenColumnsAction } from '#app/_server/preference-actions.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { StatusScreen } from '#components/statuses/status-screen.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listStatusesWithTotals } from '#domain/statuses/list.ts';
import { deriveTones } from '#lib/colour.ts';
import { foldForSearch } from '#lib/text.ts';
import {
  createStatusAction,
  reorderStatusesAction,
  restoreStatusAction,
  retireStatusAction,
  updateStatusAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('statuses'))('title') };
}

const actions = {
  create: createStatusAction,
  update: updateStatusAction,
  reorder: reorderStatusesAction,
  retire: retireStatusAction,
  restore: restoreStatusAction,
};

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function StatusesPage({ searchParams }: Props) {
  const { ctx, person } = await requireSession();
  const { q } = await searchParams;
  const query = String(q ?? '').slice(0, 100);
  const statuses = await listStatusesWithTotals(ctx);
  const sought = foldForSearch(query.trim());
  const found = statuses.filter((status) => foldForSearch(status.name).includes(sought));
  return (
    <div className="page">
      <ToneStyles tones={statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'contacts']} />
      <ClientMessages names={['statuses', 'problems', 'errors']}>
        <StatusScreen
          all={statuses}
          found={found}
          query={query}
          canWrite={mayRole(person.role, 'status.write')}
          hiddenColumns={person.preferences.hiddenColumns.statuses ?? []}
          actions={actions}
          setHiddenColumns={setHiddenColumnsAction}
        />
      </ClientMessages>
    </div>
  );
}
