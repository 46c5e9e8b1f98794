'use client';

import { Archive, Megaphone, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { type OriginPage, type OriginView, originViewHref } from '#domain/origins/filter.ts';
import type { OriginWithTotal } from '#domain/origins/list.ts';

type Props = {
  view: OriginView;
  shown: OriginPage<OriginWithTotal>;
  /** The workspace has no origin at all. */
  isFirst: boolean;
  /** Missing for people who may not add one. */
  onNew: (() => void) | undefined;
};

/** Why the list is empty, and the way out. */
export function NothingShown({ view, shown, isFirst, onNew }: Props) {
  const t = useTranslations('origins');
  if (view.q) return <NotFound view={view} shown={shown} />;
  if (view.isArchived) {
    return (
      <Empty
        icon={<Archive />}
        title={t('noneArchived')}
        action={<ButtonLink href="/origins">{t('showActive')}</ButtonLink>}
      >
        {t('noneArchivedWhy')}
      </Empty>
    );
  }
  const action = onNew && (
    <Button variant="primary" onClick={onNew}>
      <Plus />
      {t('new')}
    </Button>
  );
  return (
    <Empty icon={<Megaphone />} title={t(isFirst ? 'empty' : 'noneActive')} action={action}>
      {t(isFirst ? 'emptyWhy' : 'noneActiveWhy')}
    </Empty>
  );
}

function NotFound({ view, shown }: Pick<Props, 'view' | 'shown'>) {
  const t = useTranslations('origins');
  const elsewhere = view.isArchived ? shown.activeTotal : shown.archivedTotal;
  const other = view.isArchived
    ? { found: t('foundActive', { count: elsewhere }), show: t('showActive') }
    : { found: t('foundArchived', { count: elsewhere }), show: t('showArchived') };
  const clear = (
    <ButtonLink href={originViewHref({ ...view, q: '', page: 1 })} key="clear">
      {t('clearSearch')}
    </ButtonLink>
  );
  const cross = (
    <ButtonLink href={originViewHref({ ...view, isArchived: !view.isArchived, page: 1 })} key="cross">
      {other.show}
    </ButtonLink>
  );
  return (
    <Empty
      icon={<Megaphone />}
      title={t('noneFound', { query: view.q })}
      action={elsewhere > 0 ? [cross, clear] : clear}
    >
      {elsewhere > 0 ? other.found : t('noneFoundWhy')}
    </Empty>
  );
}
