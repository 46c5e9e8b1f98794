import Link from 'next/link';
import type { ReactNode } from 'react';

type Option = { value: string; label: ReactNode };

type ChoiceProps = {
  legend: string;
  name: string;
  options: Option[];
  value?: string;
  defaultValue?: string;
  onChange?: (value: string) => void;
};

/** One of a few, all in sight: radio buttons underneath, so a form sends it. */
export function Segmented({ legend, name, options, value, defaultValue, onChange }: ChoiceProps) {
  return (
    <fieldset className="segmented">
      <legend className="sr-only">{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === undefined ? undefined : value === option.value}
            defaultChecked={value === undefined ? defaultValue === option.value : undefined}
            onChange={onChange && (() => onChange(option.value))}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}

type LinksProps = { label: string; options: (Option & { href: string })[]; value: string };

/** The same look where each choice is an address. */
export function SegmentedLinks({ label, options, value }: LinksProps) {
  return (
    <nav className="segmented" aria-label={label}>
      {options.map((option) => (
        <Link
          key={option.value}
          href={option.href}
          className="segment"
          scroll={false}
          prefetch={false}
          aria-current={option.value === value ? 'true' : undefined}
        >
          {option.label}
        </Link>
      ))}
    </nav>
  );
}
