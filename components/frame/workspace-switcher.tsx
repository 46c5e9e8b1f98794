'use client';

import { ChevronsUpDown } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition } from 'react';
import type { Action } from '#domain/result.ts';
import { Menu, MenuChoice } from '../ui/menu.tsx';
import type { Workspace } from './types.ts';

type Props = { workspace: Workspace; workspaces: Workspace[]; onSwitch: Action<void> };

/** The workspace's name; for people in several, a menu of them. */
export function WorkspaceSwitcher({ workspace, workspaces, onSwitch }: Props) {
  const t = useTranslations('frame');
  if (workspaces.length < 2) return <span className="workspace-name">{workspace.name}</span>;

  function change(id: string) {
    startTransition(async () => {
      await onSwitch({ workspaceId: Number(id) });
    });
  }

  return (
    <Menu
      trigger={
        <button type="button" className="btn btn-quiet workspace-switch">
          <span className="workspace-name">{workspace.name}</span>
          <span className="sr-only">{t('switchWorkspace')}</span>
          <ChevronsUpDown />
        </button>
      }
    >
      <MenuChoice
        label={t('switchWorkspace')}
        value={String(workspace.id)}
        onChange={change}
        options={workspaces.map(({ id, name }) => ({ value: String(id), label: name }))}
      />
    </Menu>
  );
}
