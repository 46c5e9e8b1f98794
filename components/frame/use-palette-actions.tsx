'use client';

import { Building2, Keyboard, Languages, LogOut, Monitor, Moon, Rows3, Sun } from 'lucide-react';
import { useLocale, useTranslations } from 'next-intl';
import { type ReactNode, startTransition } from 'react';
import { THEMES, type Theme } from '#db/values.ts';
import { useDensity } from '../ui/density.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { languages } from './languages.ts';
import type { PaletteFacts } from './palette-types.ts';
import { showShortcuts } from './show-shortcuts.ts';
import { useTheme } from './use-theme.ts';

/** Something done at once, where one is. */
export type Deed = {
  key: string;
  label: string;
  also: string[];
  icon: ReactNode;
  aside?: ReactNode;
  run: () => void;
};

const themeIcons = { light: <Sun />, dark: <Moon />, system: <Monitor /> };

/** What anybody can do from anywhere; what is in force already is left out. */
export function usePaletteActions(facts: PaletteFacts): Deed[] {
  const t = useTranslations('palette');
  const { workspaces, workspaceId, actions } = facts;
  const others = workspaces.filter(({ id }) => id !== workspaceId);
  return [
    ...useAppearance(facts),
    {
      key: 'shortcuts',
      label: t('actions.shortcuts'),
      also: t('also.shortcuts').split(', '),
      icon: <Keyboard />,
      aside: <Kbd>?</Kbd>,
      run: showShortcuts,
    },
    ...others.map(({ id, name }) => ({
      key: `workspace.${id}`,
      label: t('actions.workspace', { name }),
      also: [name],
      icon: <Building2 />,
      run: () => inBackground(() => actions.switchWorkspace({ workspaceId: id })),
    })),
    {
      key: 'signOut',
      label: t('actions.signOut'),
      also: t('also.signOut').split(', '),
      icon: <LogOut />,
      run: () => inBackground(() => actions.signOut(null)),
    },
  ];
}

function useAppearance({ theme, actions }: PaletteFacts): Deed[] {
  const t = useTranslations('palette');
  const locale = useLocale();
  const density = useDensity();
  const [shownTheme, changeTheme] = useTheme(theme, actions.setAppearance);
  const rows = density && {
    key: 'rows',
    label: t(density.isCompact ? 'actions.roomyRows' : 'actions.compactRows'),
    also: t('also.rows').split(', '),
    icon: <Rows3 />,
    run: () => density.setCompact(!density.isCompact),
  };
  return [
    ...THEMES.filter((one) => one !== shownTheme).map((one: Theme) => ({
      key: `theme.${one}`,
      label: t(`actions.theme.${one}`),
      also: t('also.theme').split(', '),
      icon: themeIcons[one],
      run: () => changeTheme(one),
    })),
    ...(rows ? [rows] : []),
    ...languages
      .filter(({ value }) => value !== locale)
      .map(({ value, label }) => ({
        key: `language.${value}`,
        label: t('actions.language', { language: label }),
        also: [label, ...t('also.language').split(', ')],
        icon: <Languages />,
        run: () => inBackground(() => actions.setAppearance({ locale: value })),
      })),
  ];
}

function inBackground(work: () => Promise<unknown>) {
  startTransition(async () => {
    await work();
  });
}
