import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import { staleIn } from './save-over.ts';
import type { ContactActions } from './types.ts';

type Props = { contact: Contact; actions: ContactActions };

/** Asks, deletes, leaves the page, and offers the way back in a toast. */
export function DeleteContact({ contact, actions }: Props) {
  const t = useTranslations('contacts');
  const [isAsking, setAsking] = useState(false);
  const { remove, pending } = useRemoval(contact, actions, () => setAsking(false));
  return (
    <>
      <Button variant="quiet" onClick={() => setAsking(true)}>
        <Trash2 />
        {t('delete')}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t('deleteTitle', { name: contact.name })}
        confirmLabel={t('delete')}
        pending={pending}
        onConfirm={remove}
      >
        {t('deleteBody')}
      </Confirm>
    </>
  );
}

function useRemoval({ id, version, name }: Contact, actions: ContactActions, close: () => void) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  const { run, pending } = useAction(actions.remove);

  async function undo() {
    const result = await reach(actions.restore, { id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({
      title: t(result.value.isStatusReplaced ? 'restoredElsewhere' : 'restored', { name }),
      action: { label: t('open'), onSelect: () => router.push(`/contacts/${id}`) },
    });
  }

  async function remove() {
    const result = await run({ id, version });
    close();
    if (result.ok) {
      router.push('/contacts');
      return toast({ title: t('deleted', { name }), action: { label: t('undo'), onSelect: undo } });
    }
    const stale = staleIn(result);
    if (!stale) return toast({ title: problems.sentence(result), tone: 'danger' });
    router.refresh();
    toast({ title: t('deleteStale', { by: stale.changedBy ?? t('somebody') }), tone: 'warning' });
  }

  return { remove, pending };
}
