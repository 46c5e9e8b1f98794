import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';

type Props = {
  name: string;
  label: string;
  hint?: string;
  /** 0: not chosen yet. */
  value: number;
  options: readonly { id: number; name: string; isActive?: boolean; isArchived?: boolean }[];
  onChange: (id: number) => void;
};

/** One of the workspace's things; one that is gone stays to be seen until another is chosen. */
export function PickOne({ name, label, hint, value, options, onChange }: Props) {
  const t = useTranslations('automations');
  const isGone = value !== 0 && !options.some(({ id }) => id === value);
  return (
    <Field label={label} hint={hint}>
      <Select name={name} value={value} onChange={(event) => onChange(Number(event.target.value))}>
        {value === 0 && <option value={0}>{t('choose')}</option>}
        {isGone && <option value={value}>{t('gone')}</option>}
        {options
          .filter(({ id, isActive, isArchived }) => id === value || (isActive !== false && !isArchived))
          .map(({ id, name: shown }) => (
            <option key={id} value={id}>
              {shown}
            </option>
          ))}
      </Select>
    </Field>
  );
}
