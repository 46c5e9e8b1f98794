import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';

type Props = {
  label: string;
  name: string;
  hint?: string;
  value: number | null;
  /** What it says where nothing is chosen. */
  none: string;
  options: { id: number; name: string }[];
  error: string | undefined;
  onChange: (value: number | null) => void;
};

/** One of some records, or none of them. */
export function ChoiceField({ label, name, hint, value, none, options, error, onChange }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      <Select
        name={name}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : Number(event.target.value))}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
