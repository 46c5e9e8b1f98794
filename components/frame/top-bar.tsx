import type { Theme } from '#db/values.ts';
import { Brand } from './brand.tsx';
import { GlobalSearch } from './global-search.tsx';
import { PersonMenu } from './person-menu.tsx';
import type { FrameActions, Person, Workspace } from './types.ts';
import { WorkspaceSwitcher } from './workspace-switcher.tsx';

type Props = {
  person: Person;
  workspace: Workspace;
  workspaces: Workspace[];
  theme: Theme;
  actions: FrameActions;
};

export function TopBar({ person, workspace, workspaces, theme, actions }: Props) {
  return (
    <header className="top-bar">
      <div className="top-place">
        <Brand />
        <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} onSwitch={actions.switchWorkspace} />
      </div>
      <GlobalSearch />
      <PersonMenu person={person} theme={theme} actions={actions} />
    </header>
  );
}
