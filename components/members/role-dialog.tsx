'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Member } from '#domain/members/list.ts';
import { isLastAdmin } from '#domain/members/rules.ts';
import type { Action } from '#domain/result.ts';
import { LastAdminDialog } from './last-admin-dialog.tsx';
import { RoleOptions } from './role-options.tsx';

type Props = {
  member: Member;
  members: Member[];
  selfId: number;
  change: Action<void>;
  onClose: () => void;
};

export function RoleDialog({ member, members, selfId, change, onClose }: Props) {
  const t = useTranslations('members');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(change);
  const [role, setRole] = useState(member.role);
  const { userId, name } = member;
  if (isLastAdmin(members, member)) return <LastAdminDialog onClose={onClose} />;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (role === member.role) return onClose();
    const result = await run({ userId, role });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    onClose();
    toast({ title: t('roleChanged', { name, role: t(`roles.${role}`) }) });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('roleTitle', { name })}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <RoleOptions value={role} onChange={setRole} />
          <p className="text-foreground-muted">
            {userId === selfId ? t('roleConsequenceSelf') : t('roleConsequence', { name })}
          </p>
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
