import { useTranslations } from 'next-intl';
import { HoursWeek } from '#components/forms/hours-week.tsx';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import { REPEATS } from '#db/automation-values.ts';
import { SPANS_MAX, USUAL_HOURS, WEEKDAYS } from '#domain/auto-lead/hours-rules.ts';
import type { Conditions } from '#domain/automations/types.ts';
import { useEditorFacts } from './editor-context.ts';
import { FilterChoice } from './filter-choice.tsx';
import { NumberField } from './number-field.tsx';

type Props = { conditions: Conditions; onChange: (conditions: Conditions) => void };

/** Who may enter, at which hours, and how often. */
export function ConditionsForm({ conditions, onChange }: Props) {
  const t = useTranslations('automations');
  const { hasHours } = useEditorFacts();
  const { filter, hours } = conditions;
  const which = hours === null ? 'any' : hours === 'workspace' ? 'workspace' : 'own';
  return (
    <>
      <FilterChoice
        label={t('who')}
        none={t('everybody')}
        filter={filter}
        onChange={(next) => onChange({ ...conditions, filter: next })}
      />
      <Field
        label={t('hoursLabel')}
        hint={which === 'workspace' && !hasHours ? t('noHoursYet') : t(`hoursHints.${which}`)}
      >
        <Select
          name="hours"
          value={which}
          onChange={({ target: { value } }) =>
            onChange({
              ...conditions,
              hours: value === 'any' ? null : value === 'workspace' ? 'workspace' : USUAL_HOURS,
            })
          }
        >
          {(['any', 'workspace', 'own'] as const).map((one) => (
            <option key={one} value={one}>
              {t(`hours.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {hours !== null && hours !== 'workspace' && (
        <fieldset className="hours">
          <legend className="sr-only">{t('hours.own')}</legend>
          <HoursWeek
            hours={hours}
            days={WEEKDAYS}
            spansMax={SPANS_MAX}
            onChange={(next) => onChange({ ...conditions, hours: next })}
          />
        </fieldset>
      )}
      <Repeat conditions={conditions} onChange={onChange} />
    </>
  );
}

function Repeat({ conditions, onChange }: Props) {
  const t = useTranslations('automations');
  const { repeat, repeatDays } = conditions;
  return (
    <div className="flow-pair">
      <Field label={t('repeatLabel')}>
        <Select
          name="repeat"
          value={repeat}
          onChange={({ target: { value } }) => {
            const next = REPEATS.find((one) => one === value) ?? 'always';
            onChange({ ...conditions, repeat: next, repeatDays: next === 'every_days' ? 30 : null });
          }}
        >
          {REPEATS.map((one) => (
            <option key={one} value={one}>
              {t(`repeats.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {repeat === 'every_days' && (
        <NumberField
          name="repeatDays"
          label={t('repeatDays')}
          value={repeatDays ?? 30}
          min={1}
          max={3_650}
          onChange={(days) => onChange({ ...conditions, repeatDays: days })}
        />
      )}
    </div>
  );
}
