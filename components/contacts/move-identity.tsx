'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, useState } from 'react';
import { ContactPicker } from '#components/forms/contact-picker.tsx';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { FoundContact } from '#domain/contacts/look-up.ts';
import type { ActionFailure } from '#domain/result.ts';
import type { IdentityView } from './identity-view.ts';
import type { IdentityActions } from './types.ts';
import type { IdentityVerbs } from './use-identity-verbs.ts';

type Props = {
  /** Null: closed. */
  identity: IdentityView | null;
  contact: Pick<Contact, 'id' | 'version' | 'name'>;
  actions: IdentityActions;
  verbs: IdentityVerbs;
  onClose: () => void;
};

/** Gives a phone or e-mail that is somebody else's to whom it belongs: a contact that is there, or a new one. */
export default function MoveIdentity({ identity, ...rest }: Props) {
  const t = useTranslations('identities');
  // Its words stay while the dialog closes.
  const [last, setLast] = useState(identity);
  if (identity && identity !== last) setLast(identity);
  return (
    <Dialog
      open={identity !== null}
      onOpenChange={(isOpen) => !isOpen && rest.onClose()}
      title={t('moveTitle', { value: last?.text ?? '' })}
    >
      {last && <MoveForm identity={last} {...rest} />}
    </Dialog>
  );
}

function MoveForm({ identity, contact, actions, verbs, onClose }: Props & { identity: IdentityView }) {
  const t = useTranslations('identities');
  const problems = useProblems();
  const moving = useMoving(identity, contact, actions, verbs, onClose);
  const { target, setTarget, to, setTo, name, setName, isMissing, pending, failure, submit } = moving;
  const general =
    failure && (problems.at(failure, 'value') ?? (isAboutNoField(failure) && problems.sentence(failure)));

  return (
    <form onSubmit={submit} noValidate className="contents">
      <DialogBody>
        {general && (
          <p className="notice notice-warning" role="alert">
            {general}
          </p>
        )}
        <Segmented
          legend={t('moveWhere')}
          name="target"
          value={target}
          options={[
            { value: 'other', label: t('toOther') },
            { value: 'new', label: t('toNew') },
          ]}
          onChange={(next) => setTarget(next === 'new' ? 'new' : 'other')}
        />
        {target === 'other' ? (
          <ContactPicker
            label={t('toWhom')}
            exceptId={contact.id}
            chosenId={to?.id ?? null}
            error={isMissing && !to ? t('chooseWhom') : problems.at(failure, 'toId')}
            onChoose={setTo}
          />
        ) : (
          <NewName name={name} onChange={setName} error={problems.at(failure, 'firstName')} />
        )}
        <p className="notice" role="status">
          {t('movePreview', {
            value: identity.text,
            from: contact.name,
            to: target === 'new' ? name.firstName.trim() || t('newContact') : (to?.name ?? t('whoever')),
          })}
        </p>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" pending={pending}>
          {t('moveDo')}
        </Button>
      </DialogFooter>
    </form>
  );
}

const isAboutNoField = (failure: ActionFailure) => Object.keys(failure.fields).length === 0;

/** What was chosen and typed, and sending it. */
function useMoving(
  identity: IdentityView,
  contact: Props['contact'],
  actions: IdentityActions,
  verbs: IdentityVerbs,
  onClose: () => void,
) {
  const [target, setTarget] = useState<'other' | 'new'>('other');
  const [to, setTo] = useState<FoundContact | null>(null);
  const [name, setName] = useState<Name>({ firstName: '', lastName: '' });
  const [isMissing, setMissing] = useState(false);
  const moving = useAction(actions.move);
  const making = useAction(actions.moveToNew);
  const { pending, failure } = target === 'new' ? making : moving;
  const held = { id: contact.id, version: contact.version, kind: identity.kind, value: identity.value };

  async function toNew() {
    const result = await making.run({ ...held, ...name });
    if (!result.ok) return;
    onClose();
    const whole = `${name.firstName} ${name.lastName}`.trim();
    verbs.tellMovedToNew(identity, { id: result.value.to.id, name: whole }, result.value);
  }

  async function toOther(other: FoundContact) {
    const result = await moving.run({ ...held, toId: other.id });
    if (!result.ok) return;
    onClose();
    verbs.tellMoved(identity, other, result.value);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    if (target === 'new') void toNew();
    else if (to) void toOther(to);
    else setMissing(true);
  }

  return { target, setTarget, to, setTo, name, setName, isMissing, pending, failure, submit };
}

type Name = { firstName: string; lastName: string };

function NewName({ name, error, onChange }: { name: Name; error?: string; onChange: (name: Name) => void }) {
  const t = useTranslations('contacts.fields');
  return (
    <div className="contact-fields">
      <Field label={t('firstName')} error={error}>
        <Input
          name="firstName"
          value={name.firstName}
          autoComplete="off"
          onChange={(event) => onChange({ ...name, firstName: event.target.value })}
        />
      </Field>
      <Field label={t('lastName')} optional>
        <Input
          name="lastName"
          value={name.lastName}
          autoComplete="off"
          onChange={(event) => onChange({ ...name, lastName: event.target.value })}
        />
      </Field>
    </div>
  );
}
