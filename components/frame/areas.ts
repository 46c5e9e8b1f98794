import { CircleDot, Megaphone, Settings, SquareKanban, Users } from 'lucide-react';

/** The product's areas, in the order of the rail; `section` is what marks one as current. */
export const areas = [
  { key: 'pipeline', href: '/pipeline', section: '/pipeline', icon: SquareKanban },
  { key: 'contacts', href: '/contacts', section: '/contacts', icon: Users },
  { key: 'statuses', href: '/statuses', section: '/statuses', icon: CircleDot },
  { key: 'origins', href: '/origins', section: '/origins', icon: Megaphone },
] as const;

export const settingsArea = {
  key: 'settings',
  href: '/settings/profile',
  section: '/settings',
  icon: Settings,
} as const;
