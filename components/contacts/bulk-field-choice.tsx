import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field as FormField } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { BulkChange } from '#domain/bulk/change.ts';
import type { Field } from '#domain/fields/types.ts';

type OnChange = (change: BulkChange | null) => void;

/** Which custom field, and what the answer shall be; an empty one takes the answers away. */
export function BulkFieldChoice({ fields, onChange }: { fields: Field[]; onChange: OnChange }) {
  const t = useTranslations('bulkBar');
  const [fieldId, setFieldId] = useState<number | null>(null);
  const field = fields.find(({ id }) => id === fieldId);
  if (fields.length === 0) return <p>{t('noFields')}</p>;
  return (
    <>
      <FormField label={t('labels.field')}>
        <Select
          name="field"
          defaultValue=""
          onChange={(event) => {
            setFieldId(Number(event.target.value) || null);
            onChange(null);
          }}
        >
          <option value="">{t('choose')}</option>
          {fields.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </FormField>
      {field && <Answer key={field.id} field={field} onChange={onChange} />}
    </>
  );
}

/** Counting begins a moment after the last letter. */
const TYPING_MS = 400;

function Answer({ field, onChange }: { field: Field; onChange: OnChange }) {
  const t = useTranslations('bulkBar');
  const [timer, setTimer] = useState<ReturnType<typeof setTimeout>>();
  const give = (value: string) => {
    clearTimeout(timer);
    onChange(null);
    const change: BulkChange = { kind: 'field', fieldId: field.id, value: answerOf(field, value) };
    setTimer(setTimeout(() => onChange(change), TYPING_MS));
  };
  const options = {
    choice: field.choices.map(({ id, name }) => ({ value: String(id), label: name })),
    yes_no: [
      { value: 'yes', label: t('yes') },
      { value: 'no', label: t('no') },
    ],
    text: null,
    number: null,
    date: null,
  }[field.kind];
  return (
    <FormField label={t('labels.value')} hint={t('emptyTakesAway')}>
      {options ? (
        <Select name="value" defaultValue="-" onChange={(event) => give(event.target.value)}>
          <option value="-" disabled>
            {t('choose')}
          </option>
          <option value="">{t('noAnswer')}</option>
          {options.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      ) : (
        <Input
          name="value"
          type={field.kind === 'date' ? 'date' : 'text'}
          inputMode={field.kind === 'number' ? 'decimal' : undefined}
          onChange={(event) => give(event.target.value)}
        />
      )}
    </FormField>
  );
}

function answerOf({ kind }: Field, typed: string): string | number | boolean | null {
  if (typed === '') return null;
  if (kind === 'choice') return Number(typed);
  return kind === 'yes_no' ? typed === 'yes' : typed;
}
