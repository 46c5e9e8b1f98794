'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { AutomationUses } from '#components/forms/automation-uses.tsx';
import { TargetUses } from '#components/forms/target-uses.tsx';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { StatusWithTotal } from '#domain/statuses/list.ts';
import { whyNotRetire } from '#domain/statuses/rules.ts';
import type { StatusActions } from './types.ts';

type Props = {
  /** The one to delete; none: closed. */
  status: StatusWithTotal | undefined;
  others: StatusWithTotal[];
  actions: StatusActions;
  onClose: () => void;
};

/** What the server found that this window did not know yet: contacts that came in, or the last open status. */
type Refusal = {
  reason: NonNullable<ReturnType<typeof whyNotRetire>>;
  contactTotal: number;
  isForLeads: boolean;
};

/** Asks before a status goes: shows what depends on it and where its contacts shall go. */
export function RetireDialog({ status, others, actions, onClose }: Props) {
  const t = useTranslations('statuses');
  const removal = useRemoval(actions, onClose);
  if (!status) return null;
  const rest = others.filter((other) => other.id !== status.id);
  const { refusal, close } = removal;
  const seen = refusal
    ? { ...status, contactTotal: refusal.contactTotal, isForLeads: refusal.isForLeads }
    : status;
  const reason = refusal?.reason ?? whyNotRetire(seen, rest, { ...seen, moveContactsTo: undefined });
  if (reason === null) {
    return (
      <Confirm
        open
        onOpenChange={(isOpen) => !isOpen && close()}
        title={t('deleteTitle', { name: status.name })}
        confirmLabel={t('delete')}
        pending={removal.pending}
        onConfirm={() => removal.run(status)}
      >
        <p>{t('deleteUnused')}</p>
        <AutomationUses kind="status" id={status.id} fate="off" />
        <TargetUses kind="status" id={status.id} fate="gone" />
      </Confirm>
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t('deleteTitle', { name: status.name })}
    >
      {reason === 'last_open_status' ? (
        <LastOpen onClose={close} />
      ) : (
        <MoveFirst
          status={seen}
          others={rest}
          pending={removal.pending}
          onSubmit={removal.run}
          onClose={close}
        />
      )}
    </Dialog>
  );
}

function useRemoval(actions: StatusActions, onClose: () => void) {
  const t = useTranslations('statuses');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending, failure, forget } = useAction(actions.retire);
  const refusal = failure?.code === 'in_use' ? (failure.details as Refusal) : null;

  function close() {
    forget();
    onClose();
  }

  async function undo(changeId: string) {
    const result = await reach(actions.restore, { changeId });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({ title: t('restored', { name: result.value.status.name, count: result.value.returnedTotal }) });
  }

  async function remove(status: StatusWithTotal, moveContactsTo?: number) {
    const result = await run({ id: status.id, moveContactsTo });
    if (!result.ok) {
      const isAsked = result.code === 'in_use' && (result.details as Refusal).reason !== 'bad_target';
      if (!isAsked) toast({ title: problems.sentence(result), tone: 'danger' });
      return;
    }
    onClose();
    const { movedTotal, changeId } = result.value;
    toast({
      title: t('deleted', { name: status.name, count: movedTotal }),
      action: { label: t('undo'), onSelect: () => undo(changeId) },
    });
  }

  return { run: remove, pending, refusal, close };
}

function LastOpen({ onClose }: { onClose: () => void }) {
  const t = useTranslations('statuses');
  return (
    <>
      <DialogBody>
        <p>{t('lastOpen')}</p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('understood')}</Button>
      </DialogFooter>
    </>
  );
}

type MoveProps = {
  status: StatusWithTotal;
  others: StatusWithTotal[];
  pending: boolean;
  onSubmit: (status: StatusWithTotal, moveContactsTo: number) => void;
  onClose: () => void;
};

function MoveFirst({ status, others, pending, onSubmit, onClose }: MoveProps) {
  const t = useTranslations('statuses');
  const [targetId, setTargetId] = useState('');
  const [isMissing, setMissing] = useState(false);
  const target = useRef<HTMLSelectElement>(null);

  function submit(event: React.FormEvent) {
    event.preventDefault();
    if (targetId !== '') return onSubmit(status, Number(targetId));
    setMissing(true);
    target.current?.focus();
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <ul className="flex list-disc flex-col gap-1 ps-5">
          {status.contactTotal > 0 && (
            <li>
              {t.rich('usedByContacts', {
                count: status.contactTotal,
                link: (text) => (
                  <Link prefetch={false} className="link" href={`/contacts?status=${status.id}`}>
                    {text}
                  </Link>
                ),
              })}
            </li>
          )}
          {status.isDefault && <li>{t('usedAsDefault')}</li>}
          {status.isForLeads && <li>{t('usedByAutoLead')}</li>}
        </ul>
        <AutomationUses kind="status" id={status.id} fate="follow" />
        <TargetUses kind="status" id={status.id} fate="follow" />
        <p className="text-foreground-muted">{t('historyKept')}</p>
        <Field label={t('moveTo')} error={isMissing && targetId === '' ? t('chooseTarget') : undefined}>
          <Select
            ref={target}
            name="moveContactsTo"
            value={targetId}
            onChange={(event) => setTargetId(event.target.value)}
          >
            <option value="">{t('choose')}</option>
            {others.map((other) => (
              <option key={other.id} value={other.id}>
                {other.name}
              </option>
            ))}
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="danger" pending={pending}>
          {t('delete')}
        </Button>
      </DialogFooter>
    </form>
  );
}
