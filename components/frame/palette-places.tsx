import { useTranslations } from 'next-intl';
import type { Role } from '#db/values.ts';
import { mayRole, type Permission } from '#domain/authorize.ts';
import { areas, areasOf, innerAreas, moreAreas, newThings, settingsPages } from './areas.ts';
import type { Place } from './palette-types.ts';

/** Everything that the palette can lead a person of this role to, from the same lists as the rail and the tabs of the settings. */
export function usePlaces(role: Role): Place[] {
  const frame = useTranslations('frame');
  const settings = useTranslations('settings');
  const palette = useTranslations('palette');
  const may = ({ permission }: { key: string; permission?: Permission }) =>
    !permission || mayRole(role, permission);
  const also = (key: string) => (palette.has(`also.${key}`) ? palette(`also.${key}`).split(', ') : []);
  const title = settings('title');
  return [
    ...areasOf([...areas, ...moreAreas, ...innerAreas], role).map(
      ({ key, href, icon: Icon }): Place => ({
        key,
        group: 'pages',
        href,
        label: frame(key),
        also: also(key),
        icon: <Icon />,
      }),
    ),
    ...settingsPages.filter(may).map(
      ({ key, icon: Icon }): Place => ({
        key: `settings.${key}`,
        group: 'pages',
        href: `/settings/${key}`,
        label: settings(`tabs.${key}`),
        also: [title, ...also(`settings.${key}`)],
        within: title,
        icon: <Icon />,
      }),
    ),
    ...newThings.filter(may).map(
      ({ key, href, icon: Icon, ...rest }): Place => ({
        key,
        group: 'actions',
        href,
        label: palette(`actions.${key}`),
        also: also(key),
        icon: <Icon />,
        ...('shortcut' in rest ? { shortcut: rest.shortcut } : {}),
      }),
    ),
  ];
}
