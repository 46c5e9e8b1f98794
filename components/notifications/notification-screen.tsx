'use client';

import { BellOff, CheckCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { reach, useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { CursorPages } from '#components/ui/cursor-pages.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import { useToast } from '#components/ui/toast.tsx';
import {
  NOTIFICATION_SHOWS,
  type NotificationQuery,
  notificationsHref,
} from '#domain/notifications/notification-query.ts';
import type { Action } from '#domain/result.ts';
import { NotificationItem } from './notification-item.tsx';
import type { ShownNotification } from './notification-view.ts';

type Props = {
  query: NotificationQuery;
  items: ShownNotification[];
  next: string | null;
  unreadTotal: number;
  markRead: Action<unknown>;
};

/** The whole of /notifications below the frame. */
export function NotificationScreen({ query, items, next, unreadTotal, markRead }: Props) {
  const t = useTranslations('notifications');
  const [newest] = items;
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          unreadTotal > 0 &&
          newest &&
          query.after === null && (
            <ReadAll newestId={Math.max(...items.map(({ id }) => id))} markRead={markRead} />
          )
        }
      >
        <SegmentedLinks
          label={t('show')}
          value={query.show}
          options={NOTIFICATION_SHOWS.map((show) => ({
            value: show,
            href: notificationsHref({ show, after: null }),
            label: t(`shows.${show}`),
          }))}
        />
      </PageHeader>
      {items.length === 0 ? (
        <Nothing query={query} />
      ) : (
        <ol className="tolds" aria-label={t('title')}>
          {items.map((item) => (
            <NotificationItem
              key={item.id}
              item={item}
              // Not waited for: whoever opens something wants to be there.
              onOpen={({ id, isRead }) => !isRead && void reach(markRead, { ids: [id] })}
            />
          ))}
        </ol>
      )}
      <Pages query={query} next={next} />
    </>
  );
}

function ReadAll({ newestId, markRead }: { newestId: number; markRead: Props['markRead'] }) {
  const t = useTranslations('notifications');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(markRead);

  async function readAll() {
    const result = await run({ upToId: newestId });
    if (!result.ok) toast({ title: problems.sentence(result), tone: 'danger' });
  }

  return (
    <Button pending={pending} onClick={readAll}>
      <CheckCheck />
      {t('readAll')}
    </Button>
  );
}

function Nothing({ query }: { query: NotificationQuery }) {
  const t = useTranslations('notifications');
  const isFiltered = query.show === 'unread';
  return (
    <Empty
      icon={<BellOff />}
      title={t(isFiltered ? 'allRead' : 'empty')}
      action={
        isFiltered && (
          <ButtonLink href={notificationsHref({ show: 'all', after: null })}>{t('seeAll')}</ButtonLink>
        )
      }
    >
      {t(isFiltered ? 'allReadWhy' : 'emptyWhy')}
    </Empty>
  );
}

function Pages({ query, next }: { query: NotificationQuery; next: string | null }) {
  const t = useTranslations('notifications');
  return (
    <CursorPages
      words={{ label: t('title'), first: t('first'), next: t('next') }}
      firstHref={query.after === null ? null : notificationsHref({ ...query, after: null })}
      nextHref={next === null ? null : notificationsHref({ ...query, after: next })}
      className="inbox-pages"
    />
  );
}
