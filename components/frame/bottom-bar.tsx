import { useTranslations } from 'next-intl';
import type { Role } from '#db/values.ts';
import { areas } from './areas.ts';
import { MoreMenu } from './more-menu.tsx';
import { NavLink } from './nav-link.tsx';

/** The areas on phones: four and "Mais". */
export function BottomBar({ role }: { role: Role }) {
  const t = useTranslations('frame');
  return (
    <nav className="bottom-bar" aria-label={t('areas')}>
      {areas.map(({ key, href, section, icon: Icon }) => (
        <NavLink key={key} href={href} section={section} className="bottom-link">
          <Icon />
          <span>{t(key)}</span>
        </NavLink>
      ))}
      <MoreMenu role={role} />
    </nav>
  );
}
