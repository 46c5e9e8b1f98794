'use client';

import { Check, Pin, PinOff, Table2, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Confirm } from '#components/ui/confirm.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { View } from '#domain/views/list.ts';
import type { Standing, ViewActions } from './types.ts';

const ViewDialog = lazy(() => import('./view-dialog.tsx'));

type Props = {
  views: View[];
  current: View | null;
  defaultId: number | null;
  standing: Standing;
  /** Whether the list is no longer as the view has it. */
  isChanged: boolean;
  canShare: boolean;
  userId: number;
  actions: ViewActions;
};

type Panel = 'new' | 'rename' | 'delete';

/** The ways to look at the list: choose one, keep what was changed, or go back to it. */
export function ViewBar(props: Props) {
  const { current, standing, isChanged, canShare, userId, actions } = props;
  const t = useTranslations('views');
  const [open, setOpen] = useState<Panel | null>(null);
  const close = () => setOpen(null);
  const verbs = useVerbs(props);
  const mayChange = current !== null && (current.isShared ? canShare : current.ownerId === userId);
  return (
    <>
      <ViewMenu {...props} mayChange={mayChange} onOpen={setOpen} onDefault={verbs.setDefault} />
      {current && isChanged && (
        <span className="view-changed">
          {mayChange && (
            <Button size="small" pending={verbs.isSaving} onClick={verbs.save}>
              {t('save')}
            </Button>
          )}
          <ButtonLink size="small" variant="quiet" href={hrefOf(current)}>
            {t('reset')}
          </ButtonLink>
        </span>
      )}
      <Suspense fallback={null}>
        {(open === 'new' || open === 'rename') && (
          <ViewDialog
            view={open === 'rename' ? current : null}
            standing={standing}
            canShare={canShare}
            actions={actions}
            onClose={close}
          />
        )}
      </Suspense>
      {current && (
        <Confirm
          open={open === 'delete'}
          onOpenChange={(isOpen) => !isOpen && close()}
          title={t('deleteTitle', { name: current.name })}
          confirmLabel={t('delete')}
          onConfirm={() => verbs.remove(close)}
        >
          {t('deleteWhy')}
        </Confirm>
      )}
    </>
  );
}

type MenuProps = Pick<Props, 'views' | 'current' | 'defaultId'> & {
  mayChange: boolean;
  onOpen: (panel: Panel) => void;
  onDefault: (isDefault: boolean) => void;
};

function ViewMenu({ views, current, defaultId, mayChange, onOpen, onDefault }: MenuProps) {
  const t = useTranslations('views');
  const tick = (isCurrent: boolean) => (isCurrent ? <Check aria-hidden /> : undefined);
  return (
    <Menu
      trigger={
        <Button data-on={current !== null || undefined}>
          <Table2 />
          <span className="sr-only">{t('view')}: </span>
          <span className="truncate">{current?.name ?? t('all')}</span>
        </Button>
      }
    >
      <MenuItem href="/contacts?view=all" aside={tick(current === null)}>
        {t('all')}
      </MenuItem>
      {views.map((view) => (
        <MenuItem key={view.id} href={hrefOf(view)} aside={tick(view.id === current?.id)}>
          {view.name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={() => onOpen('new')}>{t('saveAs')}</MenuItem>
      {current && <DefaultItem isDefault={defaultId === current.id} onSet={onDefault} />}
      {mayChange && <MenuItem onSelect={() => onOpen('rename')}>{t('rename')}</MenuItem>}
      {mayChange && (
        <MenuItem icon={<Trash2 />} tone="danger" onSelect={() => onOpen('delete')}>
          {t('delete')}
        </MenuItem>
      )}
    </Menu>
  );
}

function hrefOf({ id, query }: View): string {
  return `/contacts?${query ? `${query}&` : ''}view=${id}`;
}

function DefaultItem({ isDefault, onSet }: { isDefault: boolean; onSet: (isDefault: boolean) => void }) {
  const t = useTranslations('views');
  return (
    <MenuItem icon={isDefault ? <PinOff /> : <Pin />} onSelect={() => onSet(!isDefault)}>
      {t(isDefault ? 'unsetDefault' : 'setDefault')}
    </MenuItem>
  );
}

function useVerbs({ current, standing, actions }: Props) {
  const t = useTranslations('views');
  const toast = useToast();
  const router = useRouter();
  const problems = useProblems();
  const updating = useAction(actions.update);
  const removing = useAction(actions.remove);
  const defaulting = useAction(actions.setDefault);

  async function save() {
    if (!current) return;
    const result = await updating.run({ id: current.id, version: current.version, ...standing });
    if (result.ok) router.replace(hrefOf(result.value), { scroll: false });
    toast({ title: result.ok ? t('saved', { name: current.name }) : problems.sentence(result) });
  }

  async function remove(close: () => void) {
    if (!current) return;
    const result = await removing.run({ id: current.id });
    close();
    if (result.ok) router.replace('/contacts?view=all', { scroll: false });
    toast({ title: result.ok ? t('deleted', { name: current.name }) : problems.sentence(result) });
  }

  async function setDefault(isDefault: boolean) {
    const result = await defaulting.run({ id: isDefault ? current?.id : null });
    toast({ title: result.ok ? t(isDefault ? 'isDefault' : 'noDefault') : problems.sentence(result) });
  }

  return { save, remove, setDefault, isSaving: updating.pending };
}
