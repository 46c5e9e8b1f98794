import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { ActionFailure } from '#domain/result.ts';
import { saveOver, staleIn } from './save-over.ts';
import type { ContactActions } from './types.ts';
import { useMove } from './use-move.ts';

type Given = Pick<Contact, 'id' | 'version' | 'ownerId'>;
type Chosen = Pick<Contact, 'statusId' | 'originId' | 'ownerId' | 'type'>;

/** What menus do to the contact on its page: shown at once, told in a toast, and taken back there where that makes sense. */
export function useContactVerbs(contact: Contact, choices: ContactChoices, actions: ContactActions) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const tellFailure = useFailures();
  const [shown, show] = useOptimistic<Chosen, Partial<Chosen>>(contact, (now, part) => ({ ...now, ...part }));
  const move = useMove(contact, choices, actions.move, (statusId) => show({ statusId }));

  const give = (ownerId: number | null, seen: Given = contact, isUndo = false): void =>
    startTransition(async () => {
      show({ ownerId });
      const result = await saveOver(actions.setOwner, { ...seen }, { ownerId, isUndo });
      if (!result.ok) return tellFailure(result);
      const name = choices.members.find((member) => member.id === ownerId)?.name;
      const given = { ...result.value, ownerId };
      toast({
        title: name ? t('givenTo', { name }) : t('givenToNobody'),
        action: { label: t('undo'), onSelect: () => give(seen.ownerId, given, true) },
      });
    });

  const choose = (part: Partial<Pick<Chosen, 'originId' | 'type'>>) =>
    startTransition(async () => {
      show(part);
      const result = await saveOver(actions.update, { ...contact }, part);
      if (!result.ok) tellFailure(result);
    });

  return { shown, move, give: (ownerId: number | null) => give(ownerId), choose };
}

function useFailures() {
  const t = useTranslations('contacts');
  const toast = useToast();
  const problems = useProblems();
  return (failure: ActionFailure) => {
    const stale = staleIn(failure);
    const description = stale ? (stale.changedBy ?? t('somebody')) : undefined;
    toast({ title: problems.sentence(failure), description, tone: stale ? 'warning' : 'danger' });
  };
}
