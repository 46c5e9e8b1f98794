import { useTranslations } from 'next-intl';
import { reach } from '#components/forms/use-action.ts';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import { NumberForm } from './number-form.tsx';
import type { NumberActions, ShownNumber } from './types.ts';

type Props = {
  open: boolean;
  /** The one being edited; none to connect a new one. */
  number: ShownNumber | undefined;
  actions: NumberActions;
  onTested: (id: number, tested: Tested) => void;
  onClose: () => void;
};

/** The pop-up of "Conectar número" and "Editar". What was saved is tried at once. */
export function NumberDialog({ open, number, actions, onTested, onClose }: Props) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  async function done(id: number) {
    onClose();
    toast({ title: t(number ? 'saved' : 'connected') });
    const tested = await reach(actions.test, { id });
    if (tested.ok) onTested(id, tested.value);
  }
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(number ? 'editTitle' : 'connectTitle')}
      confirmClose
    >
      <NumberForm key={number?.id ?? 'new'} number={number} actions={actions} onDone={done} />
    </Dialog>
  );
}
