'use client';

import { Eye } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { ColumnItem } from './column-item.tsx';
import { useDensity } from './density.tsx';
import { IconButton } from './icon-button.tsx';
import { Menu, MenuCheck, MenuLabel, MenuSeparator } from './menu.tsx';

type Props = {
  /** From left to right, hidden ones at their places. `fixed`: always there, e.g. the name; `disabled`: cannot be chosen now. */
  columns: { key: string; label: string; fixed?: boolean; disabled?: boolean }[];
  visible: string[];
  /** Remembers the choice; a server action may be given as it is. */
  onChange: (visible: string[]) => unknown;
  /** Remembers the order of all columns; without it they stay where they are. */
  onOrder?: (order: string[], visible: string[]) => unknown;
};

/** The eye: which columns a table shows and in which order, and how dense all tables are. */
export function ColumnMenu({ columns, visible, onChange, onOrder }: Props) {
  const t = useTranslations('ui');
  const density = useDensity();
  const { shown, order, toggle, move } = useColumns({ columns, visible, onChange, onOrder });

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
      {order.map(({ key, label, fixed, disabled }) => (
        <ColumnItem key={key} name={key} onMove={onOrder && move}>
          <MenuCheck
            checked={fixed || shown.includes(key)}
            disabled={fixed || disabled}
            onChange={(on) => toggle(key, on)}
          >
            {label}
          </MenuCheck>
        </ColumnItem>
      ))}
      {onOrder && <p className="menu-hint">{t('columnOrderHint')}</p>}
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

/** What the menu shows: at once what was chosen, then what was remembered. */
function useColumns({ columns, visible, onChange, onOrder }: Props) {
  const [shown, setShown] = useOptimistic(visible);
  const [keys, setKeys] = useOptimistic(columns.map(({ key }) => key));
  const order = keys.flatMap((key) => columns.find((column) => column.key === key) ?? []);

  function toggle(key: string, on: boolean) {
    const next = keys.filter((one) => (one === key ? on : shown.includes(one)));
    startTransition(async () => {
      setShown(next);
      await onChange(next);
    });
  }

  /** Puts a column before (-1) or after (1) its neighbour, or where another one stands. */
  function move(key: string, to: -1 | 1 | string) {
    const at = keys.indexOf(key);
    const target = typeof to === 'string' ? keys.indexOf(to) : at + to;
    if (target < 0 || target >= keys.length || target === at) return;
    const next = keys.toSpliced(at, 1).toSpliced(target, 0, key);
    startTransition(async () => {
      setKeys(next);
      await onOrder?.(
        next,
        next.filter((one) => shown.includes(one)),
      );
    });
  }

  return { shown, order, toggle, move };
}
