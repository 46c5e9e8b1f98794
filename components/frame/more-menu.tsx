'use client';

import { Ellipsis, Settings } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import type { Role } from '#db/values.ts';
import { Menu, MenuItem } from '../ui/menu.tsx';
import { areas, areasOf, BAR_AREAS, moreAreas, settingsArea } from './areas.ts';

/** What does not fit in the bottom bar. */
export function MoreMenu({ role }: { role: Role }) {
  const t = useTranslations('frame');
  const path = usePathname();
  const others = areasOf([...areas.slice(BAR_AREAS), ...moreAreas], role);
  const isCurrent = [...others, settingsArea].some(({ section }) => path?.startsWith(section));
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
      {others.map(({ key, href, icon: Icon }) => (
        <MenuItem key={key} href={href} icon={<Icon />}>
          {t(key)}
        </MenuItem>
      ))}
      <MenuItem href={settingsArea.href} icon={<Settings />}>
        {t('settings')}
      </MenuItem>
    </Menu>
  );
}
