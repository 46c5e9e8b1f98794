import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { settingsPages } from '#components/frame/areas.ts';
import { NavLink } from '#components/frame/nav-link.tsx';
import { mayRole } from '#domain/authorize.ts';

/** The areas of the settings that the reader's role can open. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const [{ person }, t] = await Promise.all([requireSession(), getTranslations('settings')]);
  return (
    <div className="page">
      <nav className="tabs" aria-label={t('title')}>
        {settingsPages
          .filter(({ permission }) => mayRole(person.role, permission))
          .map(({ key }) => (
            <NavLink key={key} href={`/settings/${key}`} section={`/settings/${key}`} className="tab">
              {t(`tabs.${key}`)}
            </NavLink>
          ))}
      </nav>
      {children}
    </div>
  );
}
