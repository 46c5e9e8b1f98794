import { useTranslations } from 'next-intl';
import type { ComponentProps, Ref } from 'react';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import type { Field } from '#domain/fields/types.ts';

type Props = Pick<ComponentProps<'input'>, 'id' | 'aria-label' | 'aria-describedby' | 'aria-invalid'> & {
  field: Field;
  name: string;
  /** As typed; a choice by its id, yes/no as `true` and `false`, a day as YYYY-MM-DD. */
  value: string;
  onValue: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
};

/** The control that a custom field's kind asks for. */
export function CustomInput({ field, value, onValue, ref, ...rest }: Props) {
  const t = useTranslations('contacts');
  if (field.kind === 'choice' || field.kind === 'yes_no') {
    const options =
      field.kind === 'choice'
        ? field.choices.map(({ id, name }) => [String(id), name])
        : [
            ['true', t('yes')],
            ['false', t('no')],
          ];
    return (
      <Select {...rest} value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{t('noAnswer')}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      ref={ref}
      {...rest}
      {...KINDS[field.kind]}
      value={value}
      autoComplete="off"
      onChange={(event) => onValue(event.target.value)}
    />
  );
}

const KINDS: Record<'text' | 'number' | 'date', ComponentProps<'input'>> = {
  text: { maxLength: 1_000 },
  number: { inputMode: 'decimal', maxLength: 60 },
  date: { type: 'date', min: '1900-01-01', max: '2199-12-31' },
};
