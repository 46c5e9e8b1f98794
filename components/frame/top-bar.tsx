import type { ReactNode } from 'react';
import type { Theme } from '#db/values.ts';
import { Brand } from './brand.tsx';
import { Palette } from './palette.tsx';
import { usePlaces } from './palette-places.tsx';
import { PersonMenu } from './person-menu.tsx';
import type { FrameActions, Person, Workspace } from './types.ts';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

type Props = {
  person: Person;
  workspace: Workspace;
  workspaces: Workspace[];
  theme: Theme;
  bell: ReactNode;
  actions: FrameActions;
};

export function TopBar({ person, workspace, workspaces, theme, bell, actions }: Props) {
  const places = usePlaces(person.role);
  return (
    <header className="top-bar">
      <div className="top-place">
        <Brand />
        <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} onSwitch={actions.switchWorkspace} />
      </div>
      <Palette
        // Another person or workspace starts anew.
        key={`${workspace.id}.${person.userId}`}
        places={places}
        owner={`${workspace.id}.${person.userId}`}
        workspaceId={workspace.id}
        workspaces={workspaces}
        theme={theme}
        actions={actions}
      />
      {bell}
      <PersonMenu person={person} theme={theme} actions={actions} />
    </header>
  );
}
