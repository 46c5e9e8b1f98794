import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Floating } from '#components/ui/floating.tsx';
import { Input } from '#components/ui/input.tsx';
import { foldForSearch } from '#lib/text.ts';

export type PickOption = { value: string; label: string };

type Props = {
  chosen: string[];
  options: PickOption[];
  isInvalid: boolean;
  onChange: (chosen: string[]) => void;
};

/** From so many on a list is searched rather than read. */
const SEARCHED_FROM = 8;

/** Any number of a list, in a box with a search under its button. */
export function ValuePicker({ chosen, options, isInvalid, onChange }: Props) {
  const t = useTranslations('filters');
  const locale = useLocale();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const names = chosen.map((value) => options.find((one) => one.value === value)?.label ?? `#${value}`);
  const words = new Intl.ListFormat(locale, { type: 'disjunction' }).format(names);

  function close() {
    setOpen(false);
    document.getElementById(id)?.focus();
  }

  return (
    <>
      <Button
        id={id}
        className="condition-pick"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-invalid={isInvalid || undefined}
        aria-label={t('valueIs', { value: words || t('choose') })}
        onClick={() => setOpen(true)}
      >
        <span className="truncate">{words || t('choose')}</span>
        <ChevronDown />
      </Button>
      {isOpen && (
        <Floating
          anchorId={id}
          placement={{ side: 'bottom', align: 'start' }}
          role="dialog"
          aria-label={t('value')}
          className="menu condition-options"
          takeFocus={(box) => box.querySelector('input')?.focus()}
          onClose={close}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            close();
          }}
        >
          <Options chosen={chosen} options={options} onChange={onChange} onDone={close} />
        </Floating>
      )}
    </>
  );
}

function Options({ chosen, options, onChange, onDone }: Omit<Props, 'isInvalid'> & { onDone: () => void }) {
  const t = useTranslations('filters');
  const [typed, setTyped] = useState('');
  const sought = foldForSearch(typed.trim());
  const shown = options.filter(({ label }) => foldForSearch(label).includes(sought));
  return (
    <>
      {options.length >= SEARCHED_FROM && (
        <Input
          type="search"
          aria-label={t('searchOptions')}
          placeholder={t('searchOptions')}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      )}
      <fieldset className="condition-checks">
        <legend className="sr-only">{t('value')}</legend>
        {shown.map(({ value, label }) => (
          <Checkbox
            key={value}
            label={label}
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
        {shown.length === 0 && <p className="text-foreground-muted">{t('noOptions')}</p>}
      </fieldset>
      <Button size="small" onClick={onDone}>
        {t('done')}
      </Button>
    </>
  );
}
