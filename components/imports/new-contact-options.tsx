'use client';

import { useTranslations } from 'next-intl';
import { useProblems } from '#components/forms/use-problems.ts';
import { Field } from '#components/ui/field.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { CONTACT_TYPES, type ContactType } from '#db/values.ts';
import { CheckList } from './check-list.tsx';
import type { OptionsProps } from './options-props.ts';

/** What new contacts get where their row says nothing. */
export function NewContactOptions(props: OptionsProps) {
  const { draft, choices, failure, onChange } = props;
  const t = useTranslations('imports.options');
  const types = useTranslations('contacts.types');
  const problems = useProblems();
  const usual = choices.statuses.find(({ isDefault }) => isDefault);
  return (
    <>
      <Pick
        name="statusId"
        label={t('status')}
        hint={draft.columns.includes('status') ? t('whereEmpty') : undefined}
        error={problems.at(failure, 'statusId')}
        none={t('usualStatus', { name: usual?.name ?? '' })}
        all={choices.statuses}
        value={draft.statusId}
        onChange={(statusId) => onChange({ statusId })}
      />
      <Pick
        name="originId"
        label={t('origin')}
        hint={draft.columns.includes('origin') ? t('originWhereEmpty') : t('originNeeded')}
        error={problems.at(failure, 'originId')}
        none={t('noOrigin')}
        all={choices.origins}
        value={draft.originId}
        onChange={(originId) => onChange({ originId })}
      />
      <div className="field">
        <span className="field-label" aria-hidden>
          {t('type')}
        </span>
        <Segmented
          legend={t('type')}
          name="type"
          value={draft.type}
          onChange={(type) => onChange({ type: type as ContactType })}
          options={CONTACT_TYPES.map((value) => ({ value, label: types(value) }))}
        />
      </div>
      <CheckList
        legend={t('owners')}
        hint={t('ownersHint')}
        name="ownerIds"
        all={choices.owners}
        chosen={draft.ownerIds}
        error={problems.at(failure, 'ownerIds')}
        onChange={(ownerIds) => onChange({ ownerIds })}
      />
    </>
  );
}

type PickProps = {
  name: string;
  label: string;
  hint: string | undefined;
  error: string | undefined;
  /** What choosing none means. */
  none: string;
  all: { id: number; name: string }[];
  value: number | null;
  onChange: (id: number | null) => void;
};

function Pick({ name, label, hint, error, none, all, value, onChange }: PickProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Select
        name={name}
        value={value ?? ''}
        onChange={(event) => onChange(Number(event.target.value) || null)}
      >
        <option value="">{none}</option>
        {all.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
