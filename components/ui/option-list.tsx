type Option = { value: string; label: string; hint?: string };

type Props = {
  legend: string;
  name: string;
  options: Option[];
  value: string;
  onChange: (value: string) => void;
  error?: string;
};

/** One of a few that each need a word of explanation: radio buttons as cards. */
export function OptionList({ legend, name, options, value, onChange, error }: Props) {
  return (
    <fieldset className="option-list" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className="field-label">{legend}</legend>
      {error && (
        <p className="field-error" id={`${name}-error`}>
          {error}
        </p>
      )}
      {options.map((option, index) => (
        <label key={option.value} className="option">
          <input
            type="radio"
            id={index === 0 ? `field-${name}` : undefined}
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span className="min-w-0">
            <span className="block font-medium">{option.label}</span>
            {option.hint && <span className="field-hint block">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
