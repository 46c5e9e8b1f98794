import { useTranslations } from 'next-intl';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { WEEKDAYS } from '#domain/auto-lead/hours-rules.ts';
import type { Hours } from '#domain/automations/types.ts';

const USUAL: [string, string] = ['09:00', '18:00'];
export const USUAL_HOURS: Hours = Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, [USUAL]]));

type Props = { hours: Hours; onChange: (hours: Hours) => void };

/** Days, and one span of hours for all of them. */
export function HoursForm({ hours, onChange }: Props) {
  const t = useTranslations('automations');
  const days = WEEKDAYS.filter((day) => hours[day]?.length);
  const [from, to] = Object.values(hours).flatMap((spans) => spans ?? [])[0] ?? USUAL;
  const set = (chosen: readonly string[], span: [string, string]) => {
    const kept = WEEKDAYS.filter((day) => chosen.includes(day));
    if (kept.length > 0 && span[0] < span[1]) onChange(Object.fromEntries(kept.map((day) => [day, [span]])));
  };
  return (
    <fieldset className="field">
      <legend className="sr-only">{t('hours.own')}</legend>
      <div className="flow-days">
        {WEEKDAYS.map((day) => (
          <Checkbox
            key={day}
            label={t(`days.${day}`)}
            checked={days.includes(day)}
            onChange={(event) =>
              set(event.target.checked ? [...days, day] : days.filter((one) => one !== day), [from, to])
            }
          />
        ))}
      </div>
      <div className="flow-pair">
        <Field label={t('fromTime')} className="flow-number">
          <Input
            name="from"
            type="time"
            value={from}
            onChange={(event) => set(days, [event.target.value, to])}
          />
        </Field>
        <Field label={t('toTime')} className="flow-number">
          <Input
            name="to"
            type="time"
            // A clock has no 24:00: its last minute stands for the end of the day.
            value={to === '24:00' ? '23:59' : to}
            onChange={({ target: { value } }) => set(days, [from, value === '23:59' ? '24:00' : value])}
          />
        </Field>
      </div>
    </fieldset>
  );
}
