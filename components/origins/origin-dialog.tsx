'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { originViewHref } from '#domain/origins/filter.ts';
import type { Origin, OriginWithTotal } from '#domain/origins/list.ts';
import { OriginForm } from './origin-form.tsx';
import type { OriginActions } from './types.ts';
import type { Verbs } from './use-verbs.ts';

type Props = {
  /** The one being edited; none for a new one. */
  origin: OriginWithTotal | undefined;
  actions: OriginActions;
  verbs: Verbs;
  onMerge: (intoId: number) => void;
  onClose: () => void;
};

/** The pop-up of "+ Nova Fonte" and "Editar". */
export function OriginDialog({ origin, actions, verbs, onMerge, onClose }: Props) {
  const t = useTranslations('origins');
  const toast = useToast();
  const router = useRouter();

  function done(saved: Origin) {
    onClose();
    toast({ title: t(origin ? 'saved' : 'created', { name: saved.name }) });
  }

  /** The person meant one that exists: nothing is written, and the list shows it. */
  function show({ name }: { name: string }) {
    onClose();
    router.replace(originViewHref({ q: name, isArchived: false, page: 1 }));
    toast({ title: t('kept', { name }) });
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(origin ? 'editTitle' : 'newTitle')}
      confirmClose
    >
      <OriginForm
        origin={origin}
        actions={actions}
        verbs={verbs}
        onDone={done}
        onShow={show}
        onMerge={onMerge}
        onClose={onClose}
      />
    </Dialog>
  );
}
