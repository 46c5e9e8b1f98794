import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { BulkScreen } from '#components/bulk/bulk-screen.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { listBulkChanges } from '#domain/bulk/list.ts';
import { momentOf } from '#lib/moment.ts';
import { cancelBulkAction, cancelBulkAutomationsAction, undoBulkAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('bulk'))('title') };
}

const actions = {
  undo: undoBulkAction,
  cancel: cancelBulkAction,
  cancelAutomations: cancelBulkAutomationsAction,
};

export default async function BulkPage() {
  const [{ ctx }, locale] = await Promise.all([requireSession(), getLocale()]);
  const now = Date.now();
  const reader = { locale, timeZone: ctx.workspace.timeZone, now };
  const bulks = await listBulkChanges(ctx);
  return (
    <div className="page">
      <LiveRefresh subjects={['bulk', 'automation', 'run']} />
      <ClientMessages names={['bulk']}>
        <BulkScreen
          rows={bulks.map((bulk) => ({ ...bulk, created: momentOf(bulk.createdAt, reader) }))}
          now={now}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}
