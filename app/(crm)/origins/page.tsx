import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setHiddenColumnsAction } from '#app/_server/preference-actions.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { OriginScreen } from '#components/origins/origin-screen.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { parseOriginView, viewOrigins } from '#domain/origins/filter.ts';
import { listOriginsWithTotals } from '#domain/origins/list.ts';
import { listOriginMerges } from '#domain/origins/list-merges.ts';
import {
  archiveOriginAction,
  createOriginAction,
  deleteOriginAction,
  forgetAliasAction,
  getOriginDependentsAction,
  mergeOriginsAction,
  previewMergeAction,
  restoreOriginAction,
  unarchiveOriginAction,
  unmergeOriginsAction,
  updateOriginAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('origins'))('title') };
}

const actions = {
  create: createOriginAction,
  update: updateOriginAction,
  forgetAlias: forgetAliasAction,
  archive: archiveOriginAction,
  unarchive: unarchiveOriginAction,
  remove: deleteOriginAction,
  restore: restoreOriginAction,
  merge: mergeOriginsAction,
  unmerge: unmergeOriginsAction,
  dependents: getOriginDependentsAction,
  preview: previewMergeAction,
};

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function OriginsPage({ searchParams }: Props) {
  const { ctx, person } = await requireSession();
  const view = parseOriginView(await searchParams);
  const [all, merges] = await Promise.all([listOriginsWithTotals(ctx), listOriginMerges(ctx)]);
  return (
    <div className="page">
      <LiveRefresh subjects={['origin', 'contacts']} />
      <ClientMessages names={['origins', 'problems', 'errors']}>
        <OriginScreen
          all={all}
          shown={viewOrigins(all, view)}
          merges={merges}
          view={view}
          canWrite={mayRole(person.role, 'origin.write')}
          hiddenColumns={person.preferences.hiddenColumns.origins ?? []}
          actions={actions}
          setHiddenColumns={setHiddenColumnsAction}
        />
      </ClientMessages>
    </div>
  );
}
