import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
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

  async function restore(changeId: string) {
    const result = await reach(actions.restore, { changeId });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    router.replace(savedHref(result.value), { scroll: false });
    toast({ title: t('restored', { name: result.value.name }) });
  }

  async function remove() {
    if (!current) return;
    const result = await reach(actions.remove, { id: current.id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    const { name, changeId } = result.value;
    router.replace(reportHref(report, { ...query, savedId: undefined }), { scroll: false });
    toast({
      title: t('deleted', { name }),
      action: { label: t('undo'), onSelect: () => void restore(changeId) },
    });
  }

  return { save, remove: () => void remove(), isSaving: updating.pending };
}
