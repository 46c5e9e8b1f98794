'use client';

import { ChevronLeft, SearchX, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SearchBox } from '#components/ui/search-box.tsx';
import type { TrashPage } from '#domain/contacts/list-trash.ts';
import { type TrashQuery, trashHref } from '#domain/contacts/trash-query.ts';
import { TRASH_DAYS } from '#domain/contacts/trash-rules.ts';
import type { TrashQuestion } from './trash-dialog.tsx';
import { type TrashActions, TrashTable } from './trash-table.tsx';
import type { TrashView } from './trash-view.ts';

const TrashDialog = lazy(() => import('./trash-dialog.tsx'));

type Props = Pick<TrashPage, 'next' | 'previous' | 'count'> & {
  query: TrashQuery;
  rows: TrashView[];
  may: { export: boolean; erase: boolean };
  actions: TrashActions;
};

/** The whole of /contacts/trash below the frame. */
export function TrashScreen({ query, rows, count, may, actions, ...pages }: Props) {
  const t = useTranslations('trash');
  const [question, ask] = useState<TrashQuestion | null>(null);
  const total = t(count.isExact ? 'count' : 'countMore', { count: count.total });
  const page = (cursor: TrashQuery['cursor']) => trashHref({ ...query, cursor });
  return (
    <>
      <Link className="back-link" href="/contacts" prefetch={false}>
        <ChevronLeft />
        {t('back')}
      </Link>
      <PageHeader
        title={t('title')}
        aside={
          <p className="contact-total" role="status">
            {total}
          </p>
        }
      >
        <SearchBox
          action="/contacts/trash"
          value={query.q}
          label={t('search')}
          placeholder={t('searchHint')}
        />
        <p className="text-foreground-muted">{t('why', { days: TRASH_DAYS })}</p>
      </PageHeader>
      {rows.length > 0 ? (
        <>
          <TrashTable rows={rows} may={may} actions={actions} onAsk={ask} />
          <Pagination
            previousHref={pages.previous ? page({ before: pages.previous }) : undefined}
            nextHref={pages.next ? page({ after: pages.next }) : undefined}
            summary={total}
          />
        </>
      ) : (
        <Nothing q={query.q} />
      )}
      {question && (
        <Suspense fallback={null}>
          <TrashDialog question={question} erase={actions.erase} onClose={() => ask(null)} />
        </Suspense>
      )}
    </>
  );
}

function Nothing({ q }: { q: string }) {
  const t = useTranslations('trash');
  if (q === '') {
    return (
      <Empty
        icon={<Trash2 />}
        title={t('empty')}
        action={<ButtonLink href="/contacts">{t('toContacts')}</ButtonLink>}
      >
        {t('emptyWhy', { days: TRASH_DAYS })}
      </Empty>
    );
  }
  return (
    <Empty
      icon={<SearchX />}
      title={t('noneFound', { query: q })}
      action={<ButtonLink href="/contacts/trash">{t('clearSearch')}</ButtonLink>}
    >
      {t('noneFoundWhy', { days: TRASH_DAYS })}
    </Empty>
  );
}
