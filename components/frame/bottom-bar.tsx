import { useTranslations } from 'next-intl';
import type { Role } from '#db/values.ts';
import { areas, BAR_AREAS } from './areas.ts';
import { MoreMenu } from './more-menu.tsx';
import { NavLink } from './nav-link.tsx';
import type { Badges } from './types.ts';

/** The areas on phones: four and "Mais". */
export function BottomBar({ role, badges }: { role: Role; badges: Badges }) {
  const t = useTranslations('frame');
  return (
    <nav className="bottom-bar" aria-label={t('areas')}>
      {areas.slice(0, BAR_AREAS).map(({ key, href, section, icon: Icon }) => (
        <NavLink key={key} href={href} section={section} className="bottom-link">
          <Icon />
          <span>{t(key)}</span>
          {badges[key]}
        </NavLink>
      ))}
      <MoreMenu role={role} />
    </nav>
  );
}
