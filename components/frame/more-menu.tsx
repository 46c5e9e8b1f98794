'use client';

import { Ellipsis, Settings } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { settingsArea } from './areas.ts';

/** What does not fit in the bottom bar. */
export function MoreMenu() {
  const t = useTranslations('frame');
  const isCurrent = usePathname()?.startsWith(settingsArea.section);
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <button type="button" className="bottom-link" aria-current={isCurrent ? 'true' : undefined}>
          <Ellipsis />
          <span>{t('more')}</span>
        </button>
      }
    >
      <MenuItem href={settingsArea.href} icon={<Settings />}>
        {t('settings')}
      </MenuItem>
    </Menu>
  );
}
