import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { Switch } from '#components/ui/switch.tsx';
import type { Trigger, TriggerOf } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { NumberField } from './number-field.tsx';
import { PickOne } from './pick-one.tsx';

type Props = { trigger: TriggerOf<'date_arrives'>; onChange: (trigger: Trigger) => void };

/** The day that a custom field holds: on it, before it, after it; once or each year. */
export function DateForm({ trigger, onChange }: Props) {
  const t = useTranslations('automations');
  const { fields } = useEditorFacts().choices;
  const { fieldId, offsetDays, time, isYearly } = trigger;
  const when = offsetDays < 0 ? 'before' : offsetDays > 0 ? 'after' : 'same';
  const days = Math.abs(offsetDays);
  return (
    <>
      <PickOne
        name="fieldId"
        label={t('dateField')}
        hint={t('dateFieldHint')}
        value={fieldId}
        options={fields.filter(({ kind }) => kind === 'date')}
        onChange={(next) => onChange({ ...trigger, fieldId: next })}
      />
      <div className="flow-pair">
        <Field label={t('whenLabel')}>
          <Select
            name="when"
            value={when}
            onChange={({ target: { value } }) => {
              const next =
                value === 'before' ? -Math.max(1, days) : value === 'after' ? Math.max(1, days) : 0;
              onChange({ ...trigger, offsetDays: next });
            }}
          >
            {(['same', 'before', 'after'] as const).map((one) => (
              <option key={one} value={one}>
                {t(`when_.${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        {when !== 'same' && (
          <NumberField
            key={when}
            name="offsetDays"
            label={t('howManyDays')}
            value={days}
            min={1}
            max={3_650}
            onChange={(next) => onChange({ ...trigger, offsetDays: when === 'before' ? -next : next })}
          />
        )}
        <Field label={t('atTime')} className="flow-number">
          <Input
            name="time"
            type="time"
            value={time}
            onChange={({ target: { value } }) => value && onChange({ ...trigger, time: value })}
          />
        </Field>
      </div>
      <Switch
        name="isYearly"
        label={t('yearly')}
        checked={isYearly}
        onChange={(event) => onChange({ ...trigger, isYearly: event.target.checked })}
      />
    </>
  );
}
