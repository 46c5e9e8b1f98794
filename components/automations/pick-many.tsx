import { ChevronDown } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuCheck, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { ToneDot } from '#components/ui/tone.tsx';

type Value = number | string;
type Props<One extends Value> = {
  label: string;
  hint?: string;
  /** What an empty choice means: "Qualquer status". */
  none: string;
  values: readonly One[];
  options: readonly { id: One; name: string; isActive?: boolean; isArchived?: boolean; tone?: number }[];
  onChange: (values: One[]) => void;
};

/** Any number of things out of a menu that stays open; none chosen has a meaning of its own. */
export function PickMany<One extends Value>({ label, hint, none, values, options, onChange }: Props<One>) {
  const t = useTranslations('automations');
  const locale = useLocale();
  const id = useId();
  const nameOf = (value: One) => options.find((one) => one.id === value)?.name ?? t('gone');
  const gone = values.filter((value) => !options.some((one) => one.id === value));
  const shown = options.filter(
    (one) => values.includes(one.id) || (one.isActive !== false && !one.isArchived),
  );
  const toggle = (value: One, isOn: boolean) =>
    onChange(isOn ? [...values, value] : values.filter((one) => one !== value));
  const words =
    values.length === 0
      ? none
      : new Intl.ListFormat(locale, { type: 'disjunction' }).format(values.map(nameOf));
  return (
    <div className="field">
      <span className="field-label" id={`${id}-label`}>
        {label}
      </span>
      <Menu
        trigger={
          <Button className="pick-many" aria-label={`${label}: ${words}`}>
            <span className="truncate" data-empty={values.length === 0 || undefined}>
              {words}
            </span>
            <ChevronDown />
          </Button>
        }
      >
        {shown.map((one) => (
          <MenuCheck key={one.id} checked={values.includes(one.id)} onChange={(isOn) => toggle(one.id, isOn)}>
            {one.tone !== undefined && <ToneDot className={`tone-${one.tone} me-2`} />}
            {one.name}
          </MenuCheck>
        ))}
        {gone.map((value) => (
          <MenuCheck key={value} checked onChange={() => toggle(value, false)}>
            {t('gone')}
          </MenuCheck>
        ))}
        {shown.length + gone.length === 0 && <MenuItem disabled>{t('nothingToChoose')}</MenuItem>}
        {values.length > 0 && (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => onChange([])}>{none}</MenuItem>
          </>
        )}
      </Menu>
      {hint && <p className="field-hint">{hint}</p>}
    </div>
  );
}
