import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useRef } from 'react';

type Option<Value> = { value: Value; label: string; dot?: ReactNode };

type Props<Value extends number | string> = {
  label: string;
  name: string;
  chosen: Value[];
  options: Option<Value>[];
  onChange: (chosen: Value[]) => void;
};

/** Several of a list, in a box under its button. Of the browser's own parts, so that it filters without JavaScript too. */
export function FilterMenu<Value extends number | string>(props: Props<Value>) {
  const { label, name, chosen, options, onChange } = props;
  const toggle = (value: Value, isOn: boolean) =>
    onChange(isOn ? [...chosen, value] : chosen.filter((one) => one !== value));

  return (
    <details name="contact-filter" className="filter-menu" {...useClosing()}>
      <Summary {...props} />
      <fieldset className="filter-options" tabIndex={-1}>
        <legend className="sr-only">{label}</legend>
        {options.map((option) => (
          <label key={option.value} className="filter-option">
            <input
              type="checkbox"
              className="checkbox"
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
              onChange={(event) => toggle(option.value, event.target.checked)}
            />
            {option.dot}
            <span className="min-w-0 truncate">{option.label}</span>
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function Summary<Value extends number | string>({ label, chosen, options }: Props<Value>) {
  const t = useTranslations('contacts');
  const first = options.find((option) => option.value === chosen[0]);
  const more = chosen.length - 1;
  return (
    <summary className="btn btn-secondary" data-on={chosen.length > 0 || undefined}>
      {first ? (
        <>
          <span className="sr-only">{label}: </span>
          {first.dot}
          <span className="truncate">
            {more > 0 ? t('chosen', { first: first.label, more }) : first.label}
          </span>
        </>
      ) : (
        <span>{label}</span>
      )}
      <ChevronDown />
    </summary>
  );
}

/** Escape and leaving close the box, as they do everywhere; `details` alone would stay open. */
function useClosing() {
  const ref = useRef<HTMLDetailsElement>(null);

  const close = () => {
    if (ref.current) ref.current.open = false;
  };

  function onBlur(event: FocusEvent) {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !ref.current?.open) return;
    event.stopPropagation();
    close();
    ref.current.querySelector('summary')?.focus();
  }

  return { ref, onBlur, onKeyDown };
}
