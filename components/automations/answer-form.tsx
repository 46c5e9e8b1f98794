import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { StepOf } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { PickOne } from './pick-one.tsx';
import type { StepFormProps } from './types.ts';

/** A custom field and the answer that it gets. */
export function AnswerForm({ step, onChange }: StepFormProps<StepOf<'field'>>) {
  const t = useTranslations('automations');
  const { fields } = useEditorFacts().choices;
  const field = fields.find(({ id }) => id === step.fieldId);
  return (
    <>
      <PickOne
        name="fieldId"
        label={t('field')}
        value={step.fieldId}
        options={fields}
        onChange={(fieldId) => onChange({ ...step, fieldId, value: null })}
      />
      {field && <Answer key={field.id} step={step} field={field} onChange={onChange} />}
    </>
  );
}

type AnswerProps = StepFormProps<StepOf<'field'>> & {
  field: ReturnType<typeof useEditorFacts>['choices']['fields'][number];
};

function Answer({ step, field, onChange }: AnswerProps) {
  const t = useTranslations('automations');
  const { value } = step;
  const set = (next: string | number | boolean | null) => onChange({ ...step, value: next });
  if (field.kind === 'yes_no') {
    return (
      <Field label={t('newValue')}>
        <Select
          name="value"
          value={value === null ? '' : String(value)}
          onChange={(event) => set(event.target.value === '' ? null : event.target.value === 'true')}
        >
          <option value="">{t('emptied')}</option>
          <option value="true">{t('yes')}</option>
          <option value="false">{t('no')}</option>
        </Select>
      </Field>
    );
  }
  if (field.kind === 'choice') {
    return (
      <Field label={t('newValue')}>
        <Select
          name="value"
          value={value === null ? '' : String(value)}
          onChange={(event) => set(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t('emptied')}</option>
          {field.choices.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    );
  }
  return (
    <Field label={t('newValue')} hint={t('emptiedHint')}>
      <Input
        name="value"
        type={field.kind === 'date' ? 'date' : 'text'}
        inputMode={field.kind === 'number' ? 'decimal' : undefined}
        value={value === null ? '' : String(value)}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => set(event.target.value === '' ? null : event.target.value)}
      />
    </Field>
  );
}
