'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { useDensity } from './density.tsx';
import { IconButton } from './icon-button.tsx';
import { Menu, MenuCheck, MenuLabel, MenuSeparator } from './menu.tsx';

type Props = {
  /** `fixed`: always there, e.g. the name; `disabled`: cannot be chosen now. */
  columns: { key: string; label: string; fixed?: boolean; disabled?: boolean }[];
  visible: string[];
  /** Remembers the choice; a server action may be given as it is. */
  onChange: (visible: string[]) => unknown;
};

/** The eye: which columns a table shows, and how dense all tables are. */
export function ColumnMenu({ columns, visible, onChange }: Props) {
  const t = useTranslations('ui');
  const [shown, setShown] = useOptimistic(visible);
  const density = useDensity();

  function toggle(key: string, on: boolean) {
    const next = columns.map((column) => column.key).filter((k) => (k === key ? on : shown.includes(k)));
    startTransition(async () => {
      setShown(next);
      await onChange(next);
    });
  }

  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('columns')} variant="secondary">
          <Eye />
        </IconButton>
      }
    >
      <MenuLabel>{t('columns')}</MenuLabel>
      {columns.map(({ key, label, fixed, disabled }) => (
        <MenuCheck
          key={key}
          checked={fixed || shown.includes(key)}
          disabled={fixed || disabled}
          onChange={(on) => toggle(key, on)}
        >
          {label}
        </MenuCheck>
      ))}
      {density && (
        <>
          <MenuSeparator />
          <MenuCheck checked={density.isCompact} onChange={density.setCompact}>
            {t('compactRows')}
          </MenuCheck>
        </>
      )}
    </Menu>
  );
}
