import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { REOPENINGS } from '#db/whatsapp-values.ts';
import type { FieldsProps } from './assignment-fields.tsx';
import { ChoiceField } from './choice-field.tsx';

/** What happens to people who are known already and write again. */
export function ReturnFields({ draft, choices, onChange, errorAt }: FieldsProps) {
  const t = useTranslations('autoLead');
  const { reopening, reopenStatusId, reactivates } = draft;
  return (
    <>
      <Field label={t('reopening')} hint={t('reopeningHint')} error={errorAt('reopening')}>
        <Select
          name="reopening"
          value={reopening}
          onChange={(event) =>
            onChange({ reopening: REOPENINGS.find((one) => one === event.target.value) ?? 'lost' })
          }
        >
          {REOPENINGS.map((one) => (
            <option key={one} value={one}>
              {t(`reopenings.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {reopening !== 'never' && (
        <ChoiceField
          label={t('reopenStatus')}
          name="reopenStatusId"
          value={reopenStatusId}
          none={t('sameAsNew')}
          options={choices.statuses}
          error={errorAt('reopenStatusId')}
          onChange={(id) => onChange({ reopenStatusId: id })}
        />
      )}
      <div className="field">
        <Switch
          label={t('reactivates')}
          name="reactivates"
          checked={reactivates}
          onChange={(event) => onChange({ reactivates: event.target.checked })}
        />
        <p className="field-hint">{t('reactivatesHint')}</p>
      </div>
    </>
  );
}
