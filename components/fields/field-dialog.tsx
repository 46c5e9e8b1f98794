import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Field } from '#domain/fields/types.ts';
import { FieldForm } from './field-form.tsx';
import type { FieldActions } from './types.ts';

type Props = {
  open: boolean;
  /** The one being edited; none for a new one. */
  field: Field | undefined;
  actions: FieldActions;
  onClose: () => void;
};

/** The pop-up of "+ Novo campo" and "Editar". */
export function FieldDialog({ open, field, actions, onClose }: Props) {
  const t = useTranslations('fields');
  const toast = useToast();
  const done = ({ name }: Field) => {
    onClose();
    toast({ title: t(field ? 'saved' : 'created', { name }) });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(field ? 'editTitle' : 'newTitle')}
      confirmClose
    >
      <FieldForm key={field?.id ?? 'new'} field={field} actions={actions} onDone={done} />
    </Dialog>
  );
}
