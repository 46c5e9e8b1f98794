import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { MoveConflict } from '#domain/contacts/move-to-status.ts';
import type { ContactActions } from './types.ts';

/** Moves the contact to another status: undone from the toast; who comes second is told, and may still insist. */
export function useMove(
  contact: Contact,
  choices: ContactChoices,
  action: ContactActions['move'],
  show: (statusId: number) => void,
): (statusId: number) => void {
  const t = useTranslations('contacts');
  const toast = useToast();
  const problems = useProblems();
  const nameOf = (id: number) => choices.statuses.find((one) => one.id === id)?.name ?? contact.status.name;

  const now = { version: contact.version, statusId: contact.statusId };
  const move = (statusId: number, seen = now, isUndo = false): void =>
    startTransition(async () => {
      show(statusId);
      const result = await reach(action, { id: contact.id, version: seen.version, statusId, isUndo });
      if (result.ok) {
        const moved = { version: result.value.version, statusId };
        return toast({
          title: t('moved', { status: nameOf(statusId) }),
          action: { label: t('undo'), onSelect: () => move(seen.statusId, moved, true) },
        });
      }
      const conflict = result.code === 'stale' ? (result.details as MoveConflict).current : null;
      if (!conflict) return toast({ title: problems.sentence(result), tone: 'danger' });
      // Somebody changed something else about the person: that is no reason not to move.
      if (conflict.statusId === seen.statusId) return move(statusId, conflict, isUndo);
      toast({
        title: t('movedAlready', { by: conflict.movedBy ?? t('somebody'), status: conflict.statusName }),
        tone: 'warning',
        action: { label: t('moveAnyway'), onSelect: () => move(statusId, conflict, isUndo) },
      });
    });

  return (statusId) => move(statusId);
}
