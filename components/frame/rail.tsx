import { useTranslations } from 'next-intl';
import type { Role } from '#db/values.ts';
import { areas, areasOf, moreAreas, settingsArea } from './areas.ts';
import { NavLink } from './nav-link.tsx';
import { RailShell } from './rail-shell.tsx';
import type { Badges } from './types.ts';

/** The areas of the product, at the left; folds to icons. */
export function Rail({ folded, role, badges }: { folded: boolean; role: Role; badges: Badges }) {
  const t = useTranslations('frame');
  return (
    <RailShell folded={folded}>
      {areasOf([...areas, ...moreAreas, settingsArea], role).map(({ key, href, section, icon: Icon }) => (
        <NavLink key={key} href={href} section={section} className="rail-link">
          <Icon />
          <span className="rail-word">{t(key)}</span>
          {badges[key]}
        </NavLink>
      ))}
    </RailShell>
  );
}
