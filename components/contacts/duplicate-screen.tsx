'use client';

import { ListChecks } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic, useState } from 'react';
import { reach } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { useToast } from '#components/ui/toast.tsx';
import { type DuplicateQuery, duplicatesHref } from '#domain/duplicates/query.ts';
import type { Action } from '#domain/result.ts';
import { DuplicatePair } from './duplicate-pair.tsx';
import type { PairView } from './duplicate-words.ts';
import { MergeDialog } from './merge-dialog.tsx';
import { ReasonFilter } from './reason-filter.tsx';
import type { MergeActions, MergeRequest } from './types.ts';
import { useSoftLinks } from './use-soft-links.ts';

export type DuplicateActions = MergeActions & { dismiss: Action<void>; reopen: Action<void> };

type Props = {
  query: DuplicateQuery;
  pairs: PairView[];
  pages: { next: string | null; previous: string | null };
  count: { total: number; isExact: boolean };
  actions: DuplicateActions;
};

/** The whole of /duplicates below the frame. */
export function DuplicateScreen({ query, pairs, pages, count, actions }: Props) {
  const t = useTranslations('duplicates');
  const links = useSoftLinks();
  const [merging, setMerging] = useState<MergeRequest | null>(null);
  const { shown, dismiss } = useDismissal(pairs, actions);
  const total = t(count.isExact ? 'count' : 'countMore', { count: count.total });
  const page = (cursor: DuplicateQuery['cursor']) => duplicatesHref({ ...query, cursor });
  return (
    <>
      <PageHeader
        title={t('title')}
        aside={
          <p className="contact-total" role="status">
            {total}
          </p>
        }
      >
        <ReasonFilter query={query} />
      </PageHeader>
      {shown.length > 0 ? (
        <>
          <p className="pairs-why">{t('why')}</p>
          <div ref={links}>
            <ul className="pairs" aria-label={t('title')}>
              {shown.map((pair) => (
                <DuplicatePair
                  key={keyOf(pair)}
                  pair={pair}
                  onMerge={() => setMerging(requestFor(pair))}
                  onDismiss={() => dismiss(pair)}
                />
              ))}
            </ul>
          </div>
          <Pagination
            previousHref={pages.previous ? page({ before: pages.previous }) : undefined}
            nextHref={pages.next ? page({ after: pages.next }) : undefined}
            summary={total}
          />
        </>
      ) : (
        <Nothing isFiltered={query.reason !== null} />
      )}
      <MergeDialog request={merging} actions={actions} onClose={() => setMerging(null)} />
    </>
  );
}

const keyOf = ({ sides: [one, other] }: PairView) => `${one.id} ${other.id}`;

/** Who was there first stays, unless the dialog is told otherwise. */
function requestFor({ sides: [one, other] }: PairView): MergeRequest {
  const isOneFirst = one.created.iso <= other.created.iso;
  return isOneFirst ? { intoId: one.id, fromId: other.id } : { intoId: other.id, fromId: one.id };
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('duplicates');
  return (
    <Empty
      icon={<ListChecks />}
      title={t(isFiltered ? 'noneOfReason' : 'none')}
      action={
        <ButtonLink href={isFiltered ? '/duplicates' : '/contacts'}>
          {t(isFiltered ? 'showAll' : 'toContacts')}
        </ButtonLink>
      }
    >
      {t(isFiltered ? 'noneOfReasonWhy' : 'noneWhy')}
    </Empty>
  );
}

/** "Not the same person": gone at once, and taken back from the toast. */
function useDismissal(pairs: PairView[], actions: DuplicateActions) {
  const t = useTranslations('duplicates');
  const toast = useToast();
  const problems = useProblems();
  const [shown, hide] = useOptimistic(pairs, (before, gone: PairView) =>
    before.filter((pair) => keyOf(pair) !== keyOf(gone)),
  );

  function run(action: Action<void>, pair: PairView, done: () => void) {
    startTransition(async () => {
      const [one, other] = pair.sides;
      if (action === actions.dismiss) hide(pair);
      const result = await reach(action, { lowId: one.id, highId: other.id });
      if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
      done();
    });
  }

  const dismiss = (pair: PairView) =>
    run(actions.dismiss, pair, () => {
      const [one, other] = pair.sides;
      const undo = () => run(actions.reopen, pair, () => toast({ title: t('reopened') }));
      toast({
        title: t('dismissed', { one: one.name, other: other.name }),
        action: { label: t('undo'), onSelect: undo },
      });
    });

  return { shown, dismiss };
}
