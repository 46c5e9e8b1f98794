import { Plus } from 'lucide-react';
import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { setPreferencesAction } from '#app/_server/preference-actions.ts';
import { threadActions } from '#app/_server/thread.ts';
import { TalkPanel } from '#components/conversations/talk-panel.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { BoardFilters } from '#components/pipeline/board-filters.tsx';
import { NoStatuses } from '#components/pipeline/board-notice.tsx';
import { BoardView } from '#components/pipeline/board-view.tsx';
import { PastLink } from '#components/pipeline/past-link.tsx';
import { FilterBar } from '#components/segments/filter-bar.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { isFiltered, type QueryParams } from '#domain/contacts/filter.ts';
import { readFilterNames } from '#domain/contacts/filter-names.ts';
import { boardQueryParams, parseBoardQuery } from '#domain/pipeline/query.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { listSegments } from '#domain/segments/list.ts';
import { deriveTones } from '#lib/colour.ts';
import { createSegmentAction } from '../segments/actions.ts';
import { moveToStatusAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('pipeline'))('title') };
}

const actions = { move: moveToStatusAction, setPreferences: setPreferencesAction };

type Props = { searchParams: Promise<QueryParams> };

export default async function PipelinePage({ searchParams }: Props) {
  const [{ ctx, person }, params, t] = await Promise.all([
    requireSession(),
    searchParams,
    getTranslations('pipeline'),
  ]);
  const query = parseBoardQuery(params);
  const address = boardQueryParams(query).toString();
  const [{ statuses, columns, origins, members, summary }, segments, filterNames] = await Promise.all([
    readBoard(ctx, query),
    listSegments(ctx),
    readFilterNames(ctx, query.filter.where ? [query.filter.where] : []),
  ]);
  return (
    <div className="page-fill board-page">
      <ToneStyles tones={statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin']} />
      <ClientMessages names={['pipeline', 'segmentForm', 'problems', 'errors']}>
        <PageHeader
          title={t('title')}
          action={
            <ButtonLink variant="primary" href="/contacts?panel=new">
              <Plus />
              {t('newContact')}
            </ButtonLink>
          }
          aside={<PastLink />}
        >
          <BoardFilters query={query} names={{ origins, members }} isFiltered={isFiltered(query.filter)} />
          <FilterBar
            place={{ path: '/pipeline', query: address, where: query.filter.where }}
            filter={query.filter}
            {...{ names: filterNames, segments }}
            canShare={mayRole(person.role, 'segment.share')}
            create={createSegmentAction}
          />
        </PageHeader>
        {statuses.length === 0 ? (
          <NoStatuses canCreate={mayRole(person.role, 'status.write')} />
        ) : (
          <BoardView
            key={address}
            statuses={statuses}
            columns={columns}
            sort={query.sort}
            query={address}
            isFiltered={isFiltered(query.filter)}
            summary={summary}
            names={{ origins, members }}
            collapsed={person.preferences.collapsedStatuses}
            timeZone={ctx.workspace.timeZone}
            servedAt={Date.now()}
            actions={actions}
          />
        )}
        <TalkPanel actions={threadActions} />
      </ClientMessages>
    </div>
  );
}
