'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { NamedForm } from '#components/forms/named-form.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { View } from '#domain/views/list.ts';
import type { Standing, ViewActions } from './types.ts';

type Props = {
  /** The one being renamed; null: the list as it stands becomes a new one. */
  view: View | null;
  standing: Standing;
  canShare: boolean;
  actions: ViewActions;
  onClose: () => void;
};

/** The name of a view, and who may use it. */
export default function ViewDialog({ view, standing, canShare, actions, onClose }: Props) {
  const t = useTranslations('views');
  const router = useRouter();
  const toast = useToast();
  const { run, pending, failure } = useAction(view ? actions.update : actions.create);

  async function submit(named: { name: string; isShared: boolean }) {
    const facts = view ? { id: view.id, version: view.version } : standing;
    const result = await run({ ...named, ...facts });
    if (!result.ok) return;
    onClose();
    toast({ title: t('saved', { name: result.value.name }) });
    const { id, query } = result.value;
    if (!view) router.replace(`/contacts?${query ? `${query}&` : ''}view=${id}`, { scroll: false });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(view ? 'rename' : 'saveAs')}
      description={view ? undefined : t('saveWhy')}
      confirmClose
    >
      <NamedForm
        given={view ?? undefined}
        labels={{ name: t('name'), share: t('shared'), submit: t('submit') }}
        mayShare={canShare}
        pending={pending}
        failure={failure}
        onSubmit={submit}
      />
    </Dialog>
  );
}
