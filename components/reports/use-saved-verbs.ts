import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useRemoval } from '#components/forms/use-removal.ts';
import { useToast } from '#components/ui/toast.tsx';
import { reportHref, reportQueryParams } from '#domain/reports/query.ts';
import type { SavedReport } from '#domain/saved-reports/list.ts';
import { savedHref } from '#domain/saved-reports/rules.ts';
import { type OnScreen, useSaved } from './saved-provider.tsx';

/** What is done with the saved report that is open: keep what was changed, or let it go, which can be taken back. */
export function useSavedVerbs(current: SavedReport | null, { report, query }: OnScreen) {
  const t = useTranslations('savedReports');
  const { actions } = useSaved();
  const router = useRouter();
  const toast = useToast();
  const problems = useProblems();
  const updating = useAction(actions.update);

  async function save() {
    if (!current) return;
    const kept = { report, query: reportQueryParams(query).toString() };
    const result = await updating.run({ id: current.id, version: current.version, ...kept });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({ title: t('savedToast', { name: result.value.name }) });
  }

  const remove = useRemoval(actions, {
    deleted: (name) => t('deleted', { name }),
    undo: t('undo'),
    restored: ({ name }) => t('restored', { name }),
    onDeleted: () => router.replace(reportHref(report, { ...query, savedId: undefined }), { scroll: false }),
    onRestored: (saved) => router.replace(savedHref(saved), { scroll: false }),
  });

  return { save, remove: () => void (current && remove(current.id)), isSaving: updating.pending };
}
