import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Dialog } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Created } from '#domain/contacts/create.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { ContactForm } from './contact-form.tsx';
import type { ListActions } from './types.ts';

type Props = {
  open: boolean;
  choices: ContactChoices;
  ownerId: number | null;
  create: ListActions['create'];
  onClose: () => void;
};

/** The pop-up of "+ Novo Contato". */
export function ContactDialog({ open, choices, ownerId, create, onClose }: Props) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const router = useRouter();
  const done = ({ id, name }: Created) => {
    onClose();
    toast({
      title: t('created', { name }),
      action: { label: t('open'), onSelect: () => router.push(`/contacts/${id}`) },
    });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('newTitle')}
      size="large"
      confirmClose
    >
      <ContactForm choices={choices} ownerId={ownerId} create={create} onDone={done} />
    </Dialog>
  );
}
