'use client';

import { CopyPlus, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';
import { Switch } from '#components/ui/switch.tsx';
import { WEEKDAYS, type Weekday } from '#domain/auto-lead/hours-rules.ts';
import type { WorkingHours } from '#domain/auto-lead/types.ts';

type Span = [string, string];

type Props = {
  /** Null: always. */
  hours: WorkingHours | null;
  timeZone: string;
  error: string | undefined;
  onChange: (hours: WorkingHours | null) => void;
};

const USUAL: Span = ['09:00', '18:00'];
const WORKDAYS = WEEKDAYS.slice(0, 5);
const SPANS_MAX = 8;

/** When leads are given out: several spans a day, each with its own boxes for the beginning and the end. */
export function HoursField({ hours, timeZone, error, onChange }: Props) {
  const t = useTranslations('autoLead');
  const set = (day: Weekday, spans: Span[]) => onChange({ ...hours, [day]: spans });
  return (
    <fieldset className="hours" id="field-workingHours" tabIndex={-1}>
      <legend className="sr-only">{t('hours')}</legend>
      <Switch
        label={t('hours')}
        name="hasHours"
        checked={hours !== null}
        onChange={(event) =>
          onChange(event.target.checked ? Object.fromEntries(WORKDAYS.map((day) => [day, [USUAL]])) : null)
        }
      />
      <p className="field-hint">{hours ? t('hoursHint', { zone: plainZone(timeZone) }) : t('alwaysHint')}</p>
      {error && <p className="field-error">{error}</p>}
      {hours && (
        <div className="hours-week">
          {WEEKDAYS.map((day) => (
            <Day key={day} day={day} spans={hours[day] ?? []} onChange={(spans) => set(day, spans)} />
          ))}
          <Button
            size="small"
            variant="quiet"
            className="justify-self-start"
            onClick={() =>
              onChange({ ...hours, ...Object.fromEntries(WORKDAYS.map((day) => [day, hours.mon ?? []])) })
            }
          >
            <CopyPlus />
            {t('copyMonday')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

const plainZone = (zone: string) => zone.slice(zone.indexOf('/') + 1).replaceAll('_', ' ');

type DayProps = { day: Weekday; spans: Span[]; onChange: (spans: Span[]) => void };

function Day({ day, spans, onChange }: DayProps) {
  const t = useTranslations('autoLead');
  const name = t(`days.${day}`);
  const edit = (index: number, span: Span) => onChange(spans.with(index, span));
  return (
    <div className="hours-day">
      <span className="hours-name">{name}</span>
      <div className="hours-spans">
        {spans.length === 0 && <span className="hours-closed">{t('closed')}</span>}
        {spans.map(([from, to], index) => (
          <div key={index} className="hours-span">
            <Input
              type="time"
              value={from}
              aria-label={t('from', { day: name, number: index + 1 })}
              onChange={(event) => edit(index, [event.target.value, to])}
            />
            <span aria-hidden="true">–</span>
            <Input
              type="time"
              // A clock has no 24:00: its last minute stands for the end of the day.
              value={to === '24:00' ? '23:59' : to}
              aria-label={t('to', { day: name, number: index + 1 })}
              onChange={({ target: { value } }) => edit(index, [from, value === '23:59' ? '24:00' : value])}
            />
            <IconButton
              size="small"
              label={t('removeSpan', { day: name, number: index + 1 })}
              onClick={() => onChange(spans.toSpliced(index, 1))}
            >
              <X />
            </IconButton>
          </div>
        ))}
      </div>
      <IconButton
        size="small"
        label={t('addSpan', { day: name })}
        disabled={spans.length >= SPANS_MAX}
        onClick={() => onChange([...spans, nextSpan(spans)])}
      >
        <Plus />
      </IconButton>
    </div>
  );
}

/** After the last one, as far as there is a day left. */
function nextSpan(spans: Span[]): Span {
  const last = spans.at(-1)?.[1];
  if (!last) return USUAL;
  const hour = Math.min(Number(last.slice(0, 2)) + 1, 22);
  const at = (one: number) => `${String(one).padStart(2, '0')}:00`;
  return [at(hour), at(Math.min(hour + 4, 23))];
}
