import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Select } from '#components/ui/select.tsx';
import { NumberField } from './number-field.tsx';
import { readSpan, SPAN_UNITS, type SpanUnit, writeSpan } from './spans.ts';

type Props = {
  label: string;
  minutes: number;
  maxMinutes: number;
  units?: readonly SpanUnit[];
  onChange: (minutes: number) => void;
};

/** A span of time: so many of a unit. */
export function SpanField({ label, minutes, maxMinutes, units = SPAN_UNITS, onChange }: Props) {
  const t = useTranslations('automations');
  const written = writeSpan(minutes);
  const [unit, setUnit] = useState<SpanUnit>(
    units.includes(written.unit) ? written.unit : (units[0] ?? 'hours'),
  );
  const one = readSpan(1, unit);
  const count = Math.max(1, Math.round(minutes / one));
  const max = Math.floor(maxMinutes / one);
  return (
    <div className="flow-span">
      <NumberField
        name="count"
        label={label}
        value={count}
        min={1}
        max={max}
        onChange={(next) => onChange(readSpan(next, unit))}
      />
      <Select
        aria-label={t('unit')}
        value={unit}
        onChange={(event) => {
          const next = units.find((other) => other === event.target.value) ?? unit;
          setUnit(next);
          const most = Math.floor(maxMinutes / readSpan(1, next));
          onChange(readSpan(Math.min(count, most), next));
        }}
      >
        {units.map((other) => (
          <option key={other} value={other}>
            {t(`units.${other}`)}
          </option>
        ))}
      </Select>
    </div>
  );
}
