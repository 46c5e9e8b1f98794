'use client';

import { MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { useRemoval } from '#components/forms/use-removal.ts';
import { Button } from '#components/ui/button.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, MenuItem } from '#components/ui/menu.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import type { Target } from '#domain/targets/list.ts';
import type { TargetActions, TargetChoices } from './target-types.ts';

const TargetDialog = lazy(() => import('./target-dialog.tsx'));

/** The button that sets a new target. */
export function NewTarget() {
  const t = useTranslations('targets');
  const { open } = usePanel();
  return (
    <Button variant="primary" onClick={() => open('new')}>
      <Plus />
      {t('new')}
    </Button>
  );
}

/** What can be done with one target. */
export function TargetMenu({ target, actions }: { target: Target; actions: TargetActions }) {
  const t = useTranslations('targets');
  const { open } = usePanel();
  const remove = useRemoval(actions, {
    deleted: (name) => t('deleted', { name }),
    undo: t('undo'),
    restored: ({ thing }) => t('restored', { name: thing.name }),
  });

  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t('actionsOf', { name: target.thing.name })}>
          <MoreHorizontal />
        </IconButton>
      }
    >
      <MenuItem icon={<Pencil />} onSelect={() => open('edit', target.id)}>
        {t('edit')}
      </MenuItem>
      <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => void remove(target.id)}>
        {t('delete')}
      </MenuItem>
    </Menu>
  );
}

type PanelsProps = { targets: Target[]; choices: TargetChoices; actions: TargetActions };

/** The pop-up that the address names. It stays when somebody else deletes its target: what was typed is not lost. */
export function TargetPanels({ targets, choices, actions }: PanelsProps) {
  const { panel, close } = usePanel();
  const id = Number(panel?.id);
  const subject = useLastKnown(
    targets.find((target) => target.id === id),
    id,
  );
  const isEdit = panel?.name === 'edit' && subject !== undefined;
  if (!isEdit && panel?.name !== 'new') return null;
  return (
    <Suspense fallback={null}>
      <TargetDialog
        key={isEdit ? id : 'new'}
        target={isEdit ? subject : null}
        choices={choices}
        actions={actions}
        onClose={close}
      />
    </Suspense>
  );
}
