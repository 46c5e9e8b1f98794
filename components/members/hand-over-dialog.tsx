'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Member } from '#domain/members/list.ts';
import type { Action } from '#domain/result.ts';
import { TargetField, targetOf } from './target-field.tsx';

type Props = {
  member: Member;
  members: Member[];
  handOver: Action<{ movedTotal: number }>;
  onClose: () => void;
};

/** Gives somebody's contacts to a colleague while they stay in the team, or after they left. */
export function HandOverDialog({ member, members, handOver, onClose }: Props) {
  const t = useTranslations('members');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(handOver);
  const [target, setTarget] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { userId, name } = member;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (target === '') return setMissing(true);
    const result = await run({ userId, contactsTo: targetOf(target) });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    onClose();
    toast({ title: t('handedOver', { name, count: result.value.movedTotal }) });
  }

  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t('handOverTitle', { name })}>
      <form onSubmit={submit} noValidate>
        <DialogBody>
          <TargetField
            member={member}
            members={members}
            value={target}
            isMissing={isMissing}
            onChange={setTarget}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" pending={pending}>
            {t('handOverDo')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
