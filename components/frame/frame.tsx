import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Theme } from '#db/values.ts';
import { Announcer } from './announcer.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { Rail } from './rail.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { TopBar } from './top-bar.tsx';
import type { Badges, FrameActions, Person, Workspace } from './types.ts';

type Props = {
  person: Person;
  workspace: Workspace;
  workspaces: Workspace[];
  theme: Theme;
  /** From the cookie RAIL_COOKIE. */
  railFolded: boolean;
  newContactHref: string;
  badges: Badges;
  /** What one was told and has not read. */
  bell: ReactNode;
  actions: FrameActions;
  children: ReactNode;
};

/** What stays around every page of a signed-in person. */
export function Frame({ railFolded, newContactHref, badges, children, ...bar }: Props) {
  const t = useTranslations('frame');
  return (
    <div className="frame">
      <a className="skip-link btn btn-primary" href="#content">
        {t('skip')}
      </a>
      <TopBar {...bar} />
      <Rail folded={railFolded} role={bar.person.role} badges={badges} />
      <main id="content" className="content" tabIndex={-1}>
        {children}
      </main>
      <BottomBar role={bar.person.role} badges={badges} />
      <Announcer />
      <Shortcuts newContactHref={newContactHref} />
    </div>
  );
}
