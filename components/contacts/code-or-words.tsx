import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';

type Props = {
  name: string;
  label: string;
  codes: { code: string; label: string }[];
  /** A code, or one's own words. */
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

const OTHER = '';

/** One of a few usual answers, or one's own words in a box that appears for them. */
export function CodeOrWords({ name, label, codes, value, error, onChange }: Props) {
  const t = useTranslations('privacy');
  const [isOwn, setOwn] = useState(false);
  return (
    <>
      <Field label={label} error={isOwn ? undefined : error}>
        <Select
          name={isOwn ? `${name}Code` : name}
          value={isOwn ? OTHER : value}
          onChange={(event) => {
            setOwn(event.target.value === OTHER);
            onChange(event.target.value);
          }}
        >
          {codes.map((one) => (
            <option key={one.code} value={one.code}>
              {one.label}
            </option>
          ))}
          <option value={OTHER}>{t('other')}</option>
        </Select>
      </Field>
      {isOwn && (
        <Field label={t(`${name === 'purpose' ? 'purpose' : 'source'}Words`)} error={error}>
          <Input name={name} value={value} onChange={(event) => onChange(event.target.value)} />
        </Field>
      )}
    </>
  );
}
