'use client';

import { useTranslations } from 'next-intl';
import { HoursWeek } from '#components/forms/hours-week.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { SPANS_MAX, USUAL_HOURS, WEEKDAYS } from '#domain/auto-lead/hours-rules.ts';
import type { WorkingHours } from '#domain/auto-lead/types.ts';

type Props = {
  /** Null: always. */
  hours: WorkingHours | null;
  timeZone: string;
  error: string | undefined;
  onChange: (hours: WorkingHours | null) => void;
};

/** When leads are given out: several spans a day, each with its own boxes for the beginning and the end. */
export function HoursField({ hours, timeZone, error, onChange }: Props) {
  const t = useTranslations('autoLead');
  return (
    <fieldset className="hours" id="field-workingHours" tabIndex={-1}>
      <legend className="sr-only">{t('hours')}</legend>
      <Switch
        label={t('hours')}
        name="hasHours"
        checked={hours !== null}
        onChange={(event) => onChange(event.target.checked ? USUAL_HOURS : null)}
      />
      <p className="field-hint">{hours ? t('hoursHint', { zone: plainZone(timeZone) }) : t('alwaysHint')}</p>
      {error && <p className="field-error">{error}</p>}
      {hours && <HoursWeek hours={hours} days={WEEKDAYS} spansMax={SPANS_MAX} onChange={onChange} />}
    </fieldset>
  );
}

const plainZone = (zone: string) => zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ');
