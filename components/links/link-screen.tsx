'use client';

import { Link2, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import { LinkTable } from './link-table.tsx';
import type { LinkActions, LinkChoices, LinkView } from './types.ts';

// Fetched when they are wanted.
const LinkDialog = lazy(() => import('./link-dialog.tsx'));
const QrDialog = lazy(() => import('./qr-dialog.tsx'));

type Props = {
  links: LinkView[];
  showsArchived: boolean;
  canWrite: boolean;
  choices: LinkChoices;
  actions: LinkActions;
};

/** The whole of /settings/links below the frame. */
export function LinkScreen({ links, showsArchived, canWrite, choices, actions }: Props) {
  const t = useTranslations('links');
  const panels = usePanel();
  const { open } = panels;
  const archive = useArchive(actions);
  const shown = links.filter(({ isArchived }) => isArchived === showsArchived);
  const hasArchived = links.some(({ isArchived }) => isArchived);
  const onNew = () => open('new');
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          canWrite && (
            <Button variant="primary" onClick={onNew}>
              <Plus />
              {t('new')}
            </Button>
          )
        }
        aside={(hasArchived || showsArchived) && <Shown showsArchived={showsArchived} />}
      >
        <p className="max-w-[72ch] text-foreground-muted">{t('intro')}</p>
      </PageHeader>
      {shown.length > 0 ? (
        <LinkTable
          rows={shown}
          canWrite={canWrite}
          onShow={(id) => open('show', id)}
          onEdit={(id) => open('edit', id)}
          onArchive={archive}
        />
      ) : (
        <Nothing {...{ showsArchived, canWrite, choices, onNew }} />
      )}
      <Panels {...{ links, canWrite, choices, actions, panels }} />
    </>
  );
}

function Shown({ showsArchived }: { showsArchived: boolean }) {
  const t = useTranslations('links');
  return (
    <SegmentedLinks
      label={t('which')}
      value={showsArchived ? 'archived' : 'used'}
      options={[
        { value: 'used', label: t('inUse'), href: '/settings/links' },
        { value: 'archived', label: t('archived'), href: '/settings/links?archived=1' },
      ]}
    />
  );
}

type PanelProps = Omit<Props, 'showsArchived'> & { panels: ReturnType<typeof usePanel> };

/** The dialog that the address names: `new`, `edit.<id>` or `show.<id>`. */
function Panels({ links, canWrite, choices, actions, panels: { panel, open, close } }: PanelProps) {
  const subjectId = Number(panel?.id);
  const link = useLastKnown(
    links.find(({ id }) => id === subjectId),
    subjectId,
  );
  const shared = { choices, actions, onClose: close };
  return (
    <Suspense fallback={null}>
      {canWrite && panel?.name === 'new' && (
        <LinkDialog {...shared} link={undefined} onMade={(id) => open('show', id)} />
      )}
      {canWrite && panel?.name === 'edit' && link && (
        <LinkDialog key={link.id} {...shared} link={link} onMade={close} />
      )}
      {panel?.name === 'show' && link && <QrDialog link={link} onClose={close} />}
    </Suspense>
  );
}

function useArchive({ archive }: LinkActions) {
  const t = useTranslations('links');
  const toast = useToast();
  const problems = useProblems();
  return async function run(id: number, isArchived: boolean): Promise<void> {
    const result = await reach(archive, { id, isArchived });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({
      title: t(isArchived ? 'archivedToast' : 'restoredToast', { name: result.value.name }),
      action: { label: t('undo'), onSelect: () => void run(id, !isArchived) },
    });
  };
}

type NothingProps = Pick<Props, 'showsArchived' | 'canWrite' | 'choices'> & { onNew: () => void };

function Nothing({ showsArchived, canWrite, choices, onNew }: NothingProps) {
  const t = useTranslations('links');
  if (showsArchived) {
    return (
      <Empty
        icon={<Link2 />}
        title={t('noneArchived')}
        action={<ButtonLink href="/settings/links">{t('seeInUse')}</ButtonLink>}
      >
        {t('noneArchivedWhy')}
      </Empty>
    );
  }
  const action = canWrite && choices.numbers.length > 0 && (
    <Button variant="primary" onClick={onNew}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <Empty icon={<Link2 />} title={t('empty')} action={action}>
      {t(choices.numbers.length > 0 ? 'emptyWhy' : 'noNumbers')}
    </Empty>
  );
}
