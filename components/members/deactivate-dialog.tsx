'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Member } from '#domain/members/list.ts';
import { isLastAdmin } from '#domain/members/rules.ts';
import type { Action } from '#domain/result.ts';
import { LastAdminDialog } from './last-admin-dialog.tsx';
import { TargetField, targetOf } from './target-field.tsx';

type Props = {
  member: Member;
  members: Member[];
  selfId: number;
  /** Who gets every new lead; null: nobody in particular. */
  leadTakerId: number | null;
  deactivate: Action<{ movedTotal: number }>;
  onClose: () => void;
};

/** Asks before somebody's access ends: what follows, and who gets their contacts. */
export function DeactivateDialog({ member, members, selfId, leadTakerId, deactivate, onClose }: Props) {
  const t = useTranslations('members');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(deactivate);
  const [target, setTarget] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { userId, name, contactTotal } = member;
  const asksTarget = contactTotal > 0 || userId === leadTakerId;
  if (isLastAdmin(members, member)) return <LastAdminDialog onClose={onClose} />;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (asksTarget && target === '') return setMissing(true);
    const result = await run({ userId, contactsTo: asksTarget ? targetOf(target) : undefined });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    onClose();
    toast({ title: t('deactivatedToast', { name, count: result.value.movedTotal }) });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('deactivateTitle', { name })}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <p className="text-foreground-muted">
            {userId === selfId ? t('deactivateSelf') : t('deactivateBody', { name })}
          </p>
          {userId === leadTakerId && <p>{t('takesLeads', { name })}</p>}
          <AutomationUses kind="member" id={userId} fate="follow" />
          {asksTarget && (
            <TargetField
              member={member}
              members={members}
              value={target}
              isMissing={isMissing}
              onChange={setTarget}
            />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="danger" pending={pending}>
            {t('deactivateDo')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
