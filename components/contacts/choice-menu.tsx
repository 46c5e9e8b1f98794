import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Menu, MenuChoice } from '#components/ui/menu.tsx';

type Props = {
  label: string;
  /** The value in force, and how it is shown on the button. */
  value: string;
  shown: ReactNode;
  /** Above the choices; the label itself when missing. */
  title?: string;
  options: { value: string; label: ReactNode; dot?: ReactNode }[];
  onChange: (value: string) => void;
};

/** A value that is changed by picking another from a menu. */
export function ChoiceMenu({ label, value, shown, title, options, onChange }: Props) {
  const t = useTranslations('contacts');
  return (
    <Menu
      trigger={
        <button type="button" className="choice-button">
          <span className="sr-only">{t('change', { field: label })} </span>
          {shown}
          <ChevronDown />
        </button>
      }
    >
      <MenuChoice
        label={title ?? label}
        value={value}
        options={options}
        onChange={(next) => next !== value && onChange(next)}
      />
    </Menu>
  );
}
