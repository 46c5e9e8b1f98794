import { CopyPlus, Plus, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Input } from '#components/ui/input.tsx';

type Span = [string, string];
type Hours = Partial<Record<string, Span[]>>;

const USUAL: Span = ['09:00', '18:00'];

type Props<H extends Hours> = {
  hours: H;
  /** The week, from Monday on, and how many spans a day may have. */
  days: readonly string[];
  spansMax: number;
  onChange: (hours: H) => void;
};

/** The hours of a week: several spans a day, each with its own boxes for the beginning and the end. */
export function HoursWeek<H extends Hours>({ hours, days, spansMax, onChange }: Props<H>) {
  const t = useTranslations('hours');
  const set = (day: string, spans: Span[]) => onChange({ ...hours, [day]: spans });
  return (
    <div className="hours-week">
      {days.map((day) => (
        <Day
          key={day}
          day={day}
          spans={hours[day] ?? []}
          spansMax={spansMax}
          onChange={(spans) => set(day, spans)}
        />
      ))}
      <Button
        size="small"
        variant="quiet"
        className="justify-self-start"
        onClick={() =>
          onChange({ ...hours, ...Object.fromEntries(days.slice(0, 5).map((day) => [day, hours.mon ?? []])) })
        }
      >
        <CopyPlus />
        {t('copyMonday')}
      </Button>
    </div>
  );
}

type DayProps = { day: string; spans: Span[]; spansMax: number; onChange: (spans: Span[]) => void };

function Day({ day, spans, spansMax, onChange }: DayProps) {
  const t = useTranslations('hours');
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
        disabled={spans.length >= spansMax}
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
