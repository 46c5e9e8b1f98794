'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import { DuplicateNotice } from './duplicate-notice.tsx';
import type { IdentityActions } from './types.ts';
import { useDuplicates } from './use-duplicates.ts';

type Props = {
  open: boolean;
  contact: Pick<Contact, 'id' | 'version' | 'name'>;
  actions: IdentityActions;
  onClose: () => void;
};

/** One more phone or e-mail of a contact. */
export default function AddIdentity({ open, contact, actions, onClose }: Props) {
  const t = useTranslations('identities');
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t('addTitle', { name: contact.name })}
      confirmClose
    >
      <AddForm contact={contact} actions={actions} onClose={onClose} />
    </Dialog>
  );
}

function AddForm({ contact, actions, onClose }: Omit<Props, 'open'>) {
  const t = useTranslations('identities');
  const toast = useToast();
  const problems = useProblems();
  const [kind, setKind] = useState<Kind>('phone');
  const [value, setValue] = useState('');
  const { run, pending, failure, forget } = useAction(actions.add);
  const [duplicate] = useDuplicates({ [kind]: value, exceptId: contact.id });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    const result = await run({ id: contact.id, version: contact.version, kind, value });
    if (!result.ok) return;
    onClose();
    toast({ title: t('added', { value }) });
  }

  const error =
    problems.at(failure, 'value') ??
    problems.at(failure, kind) ??
    (failure ? problems.sentence(failure) : undefined);
  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        <KindChoice
          kind={kind}
          onChange={(next) => {
            setKind(next);
            forget();
          }}
        />
        <Field label={t(`kinds.${kind}`)} hint={kind === 'phone' ? t('phoneHint') : undefined} error={error}>
          <Input
            name="value"
            value={value}
            autoComplete="off"
            {...(kind === 'phone'
              ? { type: 'tel', inputMode: 'tel' }
              : { type: 'email', inputMode: 'email', spellCheck: false, autoCapitalize: 'none' })}
            onChange={(event) => {
              setValue(event.target.value);
              forget();
            }}
          />
        </Field>
        <DuplicateNotice duplicate={duplicate} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t('addDo')}
        </Button>
      </DialogFooter>
    </form>
  );
}

type Kind = 'phone' | 'email';

function KindChoice({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  const t = useTranslations('identities');
  return (
    <Segmented
      legend={t('kind')}
      name="kind"
      value={kind}
      options={[
        { value: 'phone', label: t('kinds.phone') },
        { value: 'email', label: t('kinds.email') },
      ]}
      onChange={(next) => onChange(next === 'email' ? 'email' : 'phone')}
    />
  );
}
