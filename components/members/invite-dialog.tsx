'use client';

import { useLocale, useTranslations } from 'next-intl';
import { type FormEvent, useMemo, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { FormErrors } from '#components/ui/form-errors.tsx';
import { Input } from '#components/ui/input.tsx';
import type { Role } from '#db/values.ts';
import type { Action } from '#domain/result.ts';
import { formatDate } from '#lib/dates.ts';
import { CopyLink } from './copy-link.tsx';
import { RoleOptions } from './role-options.tsx';
import type { Invited } from './types.ts';

type Props = { open: boolean; invite: Action<Invited>; timeZone: string; onClose: () => void };

/** Makes an invitation, then shows its link: once, for the link is kept nowhere. */
export function InviteDialog({ open, invite, timeZone, onClose }: Props) {
  const t = useTranslations('members');
  const [invited, setInvited] = useState<Invited | null>(null);
  const close = () => {
    setInvited(null);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={t(invited ? 'linkTitle' : 'inviteTitle')}
      confirmClose={!invited}
    >
      {invited ? (
        <Made invited={invited} timeZone={timeZone} onAnother={() => setInvited(null)} onDone={close} />
      ) : (
        <InviteForm invite={invite} onMade={setInvited} onCancel={close} />
      )}
    </Dialog>
  );
}

type FormProps = { invite: Action<Invited>; onMade: (invited: Invited) => void; onCancel: () => void };

function InviteForm({ invite, onMade, onCancel }: FormProps) {
  const t = useTranslations('members');
  const problems = useProblems();
  const { run, pending, failure } = useAction(invite);
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('sales');
  // A new list takes the focus: made for a new failure only.
  const errors = useMemo(() => problems.list(failure), [failure]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const result = await run({ email, role });
    if (result.ok) onMade(result.value);
  }

  return (
    <form onSubmit={submit} noValidate>
      <DialogBody>
        <FormErrors errors={errors} />
        <Field label={t('email')} error={problems.at(failure, 'email')}>
          <Input
            type="email"
            name="email"
            value={email}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <RoleOptions value={role} error={problems.at(failure, 'role')} onChange={setRole} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t('makeLink')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type MadeProps = { invited: Invited; timeZone: string; onAnother: () => void; onDone: () => void };

function Made({ invited, timeZone, onAnother, onDone }: MadeProps) {
  const t = useTranslations('members');
  const date = formatDate(invited.expiresAt, useLocale(), timeZone);
  return (
    <>
      <DialogBody>
        <p>{t('linkFor', { email: invited.email, date })}</p>
        <CopyLink link={invited.link} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onAnother}>{t('anotherInvite')}</Button>
        <Button variant="primary" onClick={onDone}>
          {t('done')}
        </Button>
      </DialogFooter>
    </>
  );
}
