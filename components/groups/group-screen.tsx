'use client';

import { FolderOpen, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import { DeleteGroup } from './delete-group.tsx';
import { GroupDialog } from './group-dialog.tsx';
import { GroupTable } from './group-table.tsx';
import type { GroupActions, ShownGroup } from './types.ts';

type Props = {
  all: ShownGroup[];
  found: ShownGroup[];
  query: string;
  seesAutomations: boolean;
  actions: GroupActions;
};

/** The whole of /groups below the frame. */
export function GroupScreen({ all, found, query, seesAutomations, actions }: Props) {
  const t = useTranslations('groups');
  const { panel, open, close } = usePanel();
  const subjectId = Number(panel?.id);
  const subject = useLastKnown(
    all.find((group) => group.id === subjectId),
    subjectId,
  );
  const add = (
    <Button variant="primary" onClick={() => open('new')}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} action={add}>
        <SearchBox action="/groups" value={query} label={t('search')} />
      </PageHeader>
      {found.length > 0 ? (
        <GroupTable rows={found} onAsk={open} />
      ) : query ? (
        <Empty
          icon={<FolderOpen />}
          title={t('noneFound', { query })}
          action={<ButtonLink href="/groups">{t('clearSearch')}</ButtonLink>}
        >
          {t('noneFoundWhy')}
        </Empty>
      ) : (
        <Empty icon={<FolderOpen />} title={t('empty')} action={add}>
          {t('emptyWhy')}
        </Empty>
      )}
      <GroupDialog
        open={panel?.name === 'new' || (panel?.name === 'edit' && subject !== undefined)}
        group={panel?.name === 'edit' ? subject : undefined}
        actions={actions}
        onClose={close}
      />
      <DeleteGroup
        group={panel?.name === 'delete' ? subject : undefined}
        seesAutomations={seesAutomations}
        actions={actions}
        onClose={close}
      />
    </>
  );
}
