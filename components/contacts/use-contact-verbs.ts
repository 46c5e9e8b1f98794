'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { MoveConflict } from '#domain/contacts/move-to-status.ts';
import type { ActionFailure } from '#domain/result.ts';
import { saveOver, staleIn } from './save-over.ts';
import type { ContactActions } from './types.ts';

type Given = Pick<Contact, 'id' | 'version' | 'ownerId'>;
type Chosen = Pick<Contact, 'statusId' | 'originId' | 'ownerId' | 'type'>;

/** What menus do to the contact on its page: shown at once, told in a toast, and taken back there where that makes sense. */
export function useContactVerbs(contact: Contact, choices: ContactChoices, actions: ContactActions) {
  const t = useTranslations('contacts');
  const toast = useToast();
  const problems = useProblems();
  const [shown, show] = useOptimistic<Chosen, Partial<Chosen>>(contact, (now, part) => ({ ...now, ...part }));
  const statusName = (id: number) =>
    choices.statuses.find((one) => one.id === id)?.name ?? contact.status.name;

  function tellFailure(failure: ActionFailure) {
    const stale = staleIn(failure);
    const by = stale && (stale.changedBy ?? t('somebody'));
    toast({ title: problems.sentence(failure), description: by, tone: stale ? 'warning' : 'danger' });
  }

  const move = (statusId: number, version = contact.version): void =>
    startTransition(async () => {
      show({ statusId });
      const result = await reach(actions.move, { id: contact.id, version, statusId });
      if (result.ok) return tellMoved(statusId, result.value.version);
      const conflict = result.code === 'stale' ? (result.details as MoveConflict).current : null;
      if (!conflict) return tellFailure(result);
      // Somebody changed something else about the person: that is no reason not to move.
      if (conflict.statusId === contact.statusId) return move(statusId, conflict.version);
      const { movedBy, statusName: status, version: newest } = conflict;
      toast({
        title: t('movedAlready', { by: movedBy ?? t('somebody'), status }),
        tone: 'warning',
        action: { label: t('moveAnyway'), onSelect: () => move(statusId, newest) },
      });
    });

  function tellMoved(statusId: number, version: number) {
    const before = contact.statusId;
    toast({
      title: t('moved', { status: statusName(statusId) }),
      action: { label: t('undo'), onSelect: () => move(before, version) },
    });
  }

  const give = (ownerId: number | null, seen: Given = contact): void =>
    startTransition(async () => {
      show({ ownerId });
      const result = await saveOver(actions.setOwner, { ...seen }, { ownerId });
      if (!result.ok) return tellFailure(result);
      const name = choices.members.find((member) => member.id === ownerId)?.name;
      const given = { ...result.value, ownerId };
      toast({
        title: name ? t('givenTo', { name }) : t('givenToNobody'),
        action: { label: t('undo'), onSelect: () => give(seen.ownerId, given) },
      });
    });

  const choose = (part: Partial<Pick<Chosen, 'originId' | 'type'>>) =>
    startTransition(async () => {
      show(part);
      const result = await saveOver(actions.update, { ...contact }, part);
      if (!result.ok) tellFailure(result);
    });

  return {
    shown,
    move: (statusId: number) => move(statusId),
    give: (ownerId: number | null) => give(ownerId),
    choose,
  };
}
