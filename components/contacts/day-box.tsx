import { useEffect, useRef } from 'react';
import { Input } from '#components/ui/input.tsx';
import { parseContactFilter } from '#domain/contacts/filter.ts';

type Props = {
  name: string;
  label: string;
  value: string | null;
  onChange: (day: string | null) => void;
};

/** A day of a filter. While a year is typed the browser reports days of the year 2: those are let pass. */
export function DayBox({ name, label, value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);

  // Changed by another way (filters cleared, the back button): follow it, but never under typing hands.
  useEffect(() => {
    if (input.current && input.current !== document.activeElement) input.current.value = value ?? '';
  }, [value]);

  function onInput(typed: string) {
    const day = parseContactFilter({ from: typed }).createdFrom;
    if (day !== value && (day !== null || typed === '')) onChange(day);
  }

  return (
    <Input
      ref={input}
      type="date"
      name={name}
      min="1900-01-01"
      max="2199-12-31"
      aria-label={label}
      data-tip={label}
      data-on={value !== null || undefined}
      defaultValue={value ?? ''}
      onChange={(event) => onInput(event.target.value)}
    />
  );
}
