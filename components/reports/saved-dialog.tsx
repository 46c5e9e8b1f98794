'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { NamedForm } from '#components/forms/named-form.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { reportQueryParams } from '#domain/reports/query.ts';
import type { SavedReport } from '#domain/saved-reports/list.ts';
import { savedHref } from '#domain/saved-reports/rules.ts';
import { type OnScreen, useSaved } from './saved-provider.tsx';

type Props = {
  /** The one being renamed or shared; null: the report on the screen becomes a new one. */
  saved: SavedReport | null;
  screen: OnScreen;
  mayShare: boolean;
  onClose: () => void;
};

/** The name of a saved report, and who may use it. */
export default function SavedDialog({ saved, screen, mayShare, onClose }: Props) {
  const t = useTranslations('savedReports');
  const { actions } = useSaved();
  const router = useRouter();
  const toast = useToast();
  const { run, pending, failure } = useAction(saved ? actions.update : actions.create);

  async function submit(named: { name: string; isShared: boolean }) {
    const kept = { report: screen.report, query: reportQueryParams(screen.query).toString() };
    const facts = saved ? { id: saved.id, version: saved.version } : kept;
    const result = await run({ ...named, ...facts });
    if (!result.ok) return;
    onClose();
    toast({ title: t('savedToast', { name: result.value.name }) });
    if (!saved) router.replace(savedHref(result.value), { scroll: false });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(saved ? 'editTitle' : 'saveTitle')}
      description={saved ? undefined : t('saveWhy')}
      confirmClose
    >
      <NamedForm
        given={saved ?? undefined}
        labels={{ name: t('name'), share: t('share'), submit: t('submit') }}
        mayShare={mayShare}
        pending={pending}
        failure={failure}
        onSubmit={submit}
      />
    </Dialog>
  );
}
