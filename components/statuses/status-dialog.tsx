'use client';

import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Status, StatusWithTotal } from '#domain/statuses/list.ts';
import { StatusForm } from './status-form.tsx';
import type { StatusActions } from './types.ts';

type Props = {
  open: boolean;
  /** The one being edited; none for a new one. */
  status: StatusWithTotal | undefined;
  others: StatusWithTotal[];
  actions: StatusActions;
  onClose: () => void;
};

/** The pop-up of "+ Novo Status" and "Editar". */
export function StatusDialog({ open, status, others, actions, onClose }: Props) {
  const t = useTranslations('statuses');
  const toast = useToast();
  const done = (saved: Status) => {
    onClose();
    toast({ title: t(status ? 'saved' : 'created', { name: saved.name }) });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={status ? t('editTitle') : t('newTitle')}
      confirmClose
    >
      <StatusForm key={status?.id ?? 'new'} status={status} others={others} actions={actions} onDone={done} />
    </Dialog>
  );
}
