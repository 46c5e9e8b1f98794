import Link from 'next/link';
import { useTranslations } from 'next-intl';
import type { ComponentProps } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { Textarea } from '#components/ui/textarea.tsx';
import { CONTACT_TYPES, type ContactType } from '#db/values.ts';
import type { Duplicate } from '#domain/contacts/find-duplicate.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import { CustomInput } from './custom-input.tsx';
import { DuplicateNotice } from './duplicate-notice.tsx';

type TextField = 'firstName' | 'lastName' | 'phone' | 'email' | 'company' | 'website';

/** What is in the form, as typed; ids as the selects hold them. */
export type Draft = Record<TextField | 'notes' | 'ownerId' | 'statusId' | 'originId', string> & {
  type: ContactType;
  isActive: boolean;
  /** Answers to custom fields, by the field's id. */
  fields: Record<string, string>;
};

type Props = {
  draft: Draft;
  choices: ContactChoices;
  problem: (field: string) => string | undefined;
  duplicate: (field: 'phone' | 'email') => Duplicate | undefined;
  onChange: (part: Partial<Draft>) => void;
};

const INPUTS: Record<TextField, ComponentProps<'input'>> = {
  firstName: { maxLength: 200, autoCapitalize: 'words' },
  lastName: { maxLength: 200, autoCapitalize: 'words' },
  phone: { type: 'tel', inputMode: 'tel', maxLength: 100 },
  email: { type: 'email', inputMode: 'email', maxLength: 400, autoCapitalize: 'none', spellCheck: false },
  company: { maxLength: 300, autoCapitalize: 'words' },
  website: { inputMode: 'url', maxLength: 600, autoCapitalize: 'none', spellCheck: false },
};

/** Every field of a contact. */
export function ContactFields(props: Props) {
  const { draft, problem, duplicate, onChange } = props;
  const t = useTranslations('contacts');

  const text = (field: TextField, extra: { optional?: boolean; hint?: string } = {}) => (
    <Field label={t(`fields.${field}`)} error={problem(field)} {...extra}>
      <Input
        name={field}
        value={draft[field]}
        // The person typed here is not the one at the keyboard: the browser has nothing to offer.
        autoComplete="off"
        {...INPUTS[field]}
        onChange={(event) => onChange({ [field]: event.target.value })}
      />
    </Field>
  );

  return (
    <div className="contact-fields">
      {text('firstName')}
      {text('lastName', { optional: true })}
      <div>
        {text('phone', { hint: t('phoneHint') })}
        <DuplicateNotice duplicate={duplicate('phone')} />
      </div>
      <div>
        {text('email', { hint: t('emailHint') })}
        <DuplicateNotice duplicate={duplicate('email')} />
      </div>
      <Choices {...props} />
      {text('company', { optional: true })}
      {text('website', { optional: true })}
      <Field label={t('fields.notes')} error={problem('notes')} optional className="is-wide">
        <Textarea
          name="notes"
          rows={3}
          value={draft.notes}
          onChange={(event) => onChange({ notes: event.target.value })}
        />
      </Field>
      <Custom {...props} />
      <div className="field is-wide">
        <Switch
          label={t('fields.isActive')}
          name="isActive"
          checked={draft.isActive}
          aria-describedby="active-hint"
          onChange={(event) => onChange({ isActive: event.target.checked })}
        />
        <p className="field-hint" id="active-hint">
          {t('activeHint')}
        </p>
      </div>
    </div>
  );
}

function Choices({ draft, choices, problem, onChange }: Props) {
  const t = useTranslations('contacts');
  const origins = choices.origins.filter((origin) => !origin.isArchived);
  const members = choices.members.filter((member) => member.isActive);
  return (
    <>
      <Field
        label={t('fields.originId')}
        error={problem('originId')}
        hint={origins.length === 0 && <MakeOrigin />}
      >
        <Select
          name="originId"
          value={draft.originId}
          onChange={(event) => onChange({ originId: event.target.value })}
        >
          <option value="">{t('chooseOrigin')}</option>
          <Options list={origins} />
        </Select>
      </Field>
      <Field label={t('fields.statusId')} error={problem('statusId')}>
        <Select
          name="statusId"
          value={draft.statusId}
          onChange={(event) => onChange({ statusId: event.target.value })}
        >
          <Options list={choices.statuses} />
        </Select>
      </Field>
      <Field label={t('fields.ownerId')} error={problem('ownerId')}>
        <Select
          name="ownerId"
          value={draft.ownerId}
          onChange={(event) => onChange({ ownerId: event.target.value })}
        >
          <option value="">{t('noOwner')}</option>
          <Options list={members} />
        </Select>
      </Field>
      <div className="field">
        <span className="field-label">{t('fields.type')}</span>
        <span>
          <Segmented
            legend={t('fields.type')}
            name="type"
            value={draft.type}
            options={CONTACT_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
            onChange={(type) => onChange({ type: CONTACT_TYPES.find((one) => one === type) ?? 'lead' })}
          />
        </span>
      </div>
    </>
  );
}

/** The workspace's own questions; none must be answered. */
function Custom({ draft, choices, problem, onChange }: Props) {
  const t = useTranslations('contacts');
  if (choices.fields.length === 0) return null;
  return (
    <fieldset className="contact-custom is-wide">
      <legend className="field-label">
        {t('customFields')} <span className="field-note">{t('allOptional')}</span>
      </legend>
      <div className="contact-fields">
        {choices.fields.map((field) => {
          const name = `field.${field.id}`;
          return (
            <Field key={field.id} label={field.name} error={problem(name)}>
              <CustomInput
                field={field}
                name={name}
                value={draft.fields[field.id] ?? ''}
                onValue={(value) => onChange({ fields: { ...draft.fields, [field.id]: value } })}
              />
            </Field>
          );
        })}
      </div>
    </fieldset>
  );
}

function MakeOrigin() {
  const t = useTranslations('contacts');
  return t.rich('noOrigins', {
    link: (text) => (
      <Link prefetch={false} className="link" href="/origins?panel=new">
        {text}
      </Link>
    ),
  });
}

function Options({ list }: { list: { id: number; name: string }[] }) {
  return list.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}
