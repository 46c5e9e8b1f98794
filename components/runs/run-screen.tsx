import { ChevronLeft, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { CursorPages } from '#components/ui/cursor-pages.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { RunState } from '#db/automation-values.ts';
import type { RunEntry } from '#domain/automations/list-runs.ts';
import { EVERY_RUN, type RunsFilter, runsHref } from '#domain/automations/runs-filter.ts';
import type { Reader } from '#lib/moment.ts';
import { MissTable } from './miss-table.tsx';
import { RunDialog } from './run-dialog.tsx';
import { RunFilters } from './run-filters.tsx';
import { RunTable } from './run-table.tsx';
import type { RunActions, ShownMiss, ShownRun } from './types.ts';

type Props = {
  automation: { id: number; name: string };
  filter: RunsFilter;
  after: string | null;
  next: string | null;
  runs: RunEntry[];
  misses: ShownMiss[];
  totals: Record<RunState, number>;
  /** Whose runs alone are shown. */
  contactName: string | null;
  run: ShownRun | null;
  mayChange: boolean;
  actions: RunActions;
  reader: Reader;
};

/** /automations/[id]/runs: what an automation did, does, and left alone. */
export function RunScreen(props: Props) {
  const { automation, filter, after, next, runs, misses, totals, contactName, reader } = props;
  const t = useTranslations('runs');
  const isEmpty = (filter.list === 'runs' ? runs : misses).length === 0;
  return (
    <>
      <div className="flow-head">
        <Link href={`/automations/${automation.id}`} className="back-link">
          <ChevronLeft className="lucide" aria-hidden />
          <span className="wrap-anywhere">{automation.name}</span>
        </Link>
        <PageHeader title={t('title')}>
          <RunFilters automationId={automation.id} filter={filter} totals={totals} />
        </PageHeader>
      </div>
      {filter.contactId !== null && (
        <p className="notice">
          {t('onlyOf', { name: contactName ?? t('goneContact') })}{' '}
          <a className="link" href={runsHref(automation.id, { ...filter, contactId: null })}>
            {t('ofAll')}
          </a>
        </p>
      )}
      {isEmpty && <Nothing automationId={automation.id} filter={filter} />}
      {!isEmpty && filter.list === 'runs' && (
        <RunTable automationId={automation.id} entries={runs} filter={filter} after={after} reader={reader} />
      )}
      {!isEmpty && filter.list === 'misses' && <MissTable entries={misses} reader={reader} />}
      <CursorPages
        words={{ label: t('pages'), first: t('newest'), next: t('older') }}
        firstHref={after === null ? null : runsHref(automation.id, filter)}
        nextHref={next ? runsHref(automation.id, filter, { after: next }) : null}
      />
      <RunDialog
        automationId={automation.id}
        run={props.run}
        filter={filter}
        after={after}
        mayChange={props.mayChange}
        actions={props.actions}
      />
    </>
  );
}

function Nothing({ automationId, filter }: { automationId: number; filter: RunsFilter }) {
  const t = useTranslations('runs');
  const { list, state, contactId, from, to } = filter;
  const isFiltered = [state, contactId, from, to].some((one) => one !== null);
  if (!isFiltered)
    return (
      <Empty icon={<Workflow />} title={t(`empty.${list}`)}>
        {t(`emptyWhy.${list}`)}
      </Empty>
    );
  return (
    <Empty
      icon={<Workflow />}
      title={t('noneFound')}
      action={<ButtonLink href={runsHref(automationId, { ...EVERY_RUN, list })}>{t('clear')}</ButtonLink>}
    >
      {t('noneFoundWhy')}
    </Empty>
  );
}
