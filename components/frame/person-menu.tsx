'use client';

import { Keyboard, LogOut, UserRound } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import type { Locale, Theme } from '#db/values.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { showShortcuts } from './show-shortcuts.ts';
import type { FrameActions, Person } from './types.ts';

// Each language in its own words, so that it is found by those who speak it.
const languages: { value: Locale; label: string }[] = [
  { value: 'pt-BR', label: 'Português (Brasil)' },
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Español' },
];

type Props = { person: Person; theme: Theme; actions: FrameActions };

export function PersonMenu({ person, theme, actions }: Props) {
  const t = useTranslations('frame');
  const locale = useLocale();
  const [shownTheme, changeTheme] = useTheme(theme, actions);

  function run(action: () => unknown) {
    startTransition(async () => {
      await action();
    });
  }

  return (
    <Menu
      align="end"
      trigger={
        <button type="button" className="person-button">
          <Avatar name={person.name} />
          <span className="sr-only">{t('personMenu', { name: person.name })}</span>
        </button>
      }
    >
      <PersonHead person={person} />
      <MenuSeparator />
      <MenuItem icon={<UserRound />} href="/settings/profile">
        {t('profile')}
      </MenuItem>
      <MenuItem icon={<Keyboard />} onSelect={showShortcuts} aside={<span aria-hidden="true">?</span>}>
        {t('shortcuts')}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={t('theme')}
        value={shownTheme}
        onChange={changeTheme}
        options={[
          { value: 'light', label: t('themeLight') },
          { value: 'dark', label: t('themeDark') },
          { value: 'system', label: t('themeSystem') },
        ]}
      />
      <MenuSeparator />
      <MenuChoice
        label={t('language')}
        value={locale}
        onChange={(next) => run(() => actions.setAppearance({ locale: next }))}
        options={languages}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => run(() => actions.signOut(null))}>
        {t('signOut')}
      </MenuItem>
    </Menu>
  );
}

/** The page changes at once; the server remembers. */
function useTheme(theme: Theme, actions: FrameActions): [Theme, (next: string) => void] {
  const [shownTheme, setShownTheme] = useOptimistic(theme);

  function changeTheme(next: string) {
    const chosen = next as Theme;
    document.documentElement.dataset.theme = chosen;
    startTransition(async () => {
      setShownTheme(chosen);
      await actions.setAppearance({ theme: chosen });
    });
  }
  return [shownTheme, changeTheme];
}

function PersonHead({ person }: { person: Person }) {
  const t = useTranslations('frame');
  return (
    <div className="person-head">
      <Avatar name={person.name} size="large" />
      <div className="min-w-0">
        <p className="truncate font-medium">{person.name}</p>
        <p className="truncate text-xs text-foreground-muted">{person.email}</p>
        <p className="truncate text-xs text-foreground-muted">{t(`role.${person.role}`)}</p>
      </div>
    </div>
  );
}
