'use client';

import { Keyboard, LogOut, UserRound } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { startTransition } from 'react';
import type { Theme } from '#db/values.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../ui/menu.tsx';
import { languages } from './languages.ts';
import { showShortcuts } from './show-shortcuts.ts';
import type { FrameActions, Person } from './types.ts';
import { useTheme } from './use-theme.ts';

type Props = { person: Person; theme: Theme; actions: FrameActions };

export function PersonMenu({ person, theme, actions }: Props) {
  const t = useTranslations('frame');
  const locale = useLocale();
  const [shownTheme, changeTheme] = useTheme(theme, actions.setAppearance);

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
        onChange={(next) => changeTheme(next as Theme)}
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
