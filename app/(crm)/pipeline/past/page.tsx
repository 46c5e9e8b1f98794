import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { PastBoard } from '#components/past/past-board.tsx';
import { PastDesk } from '#components/past/past-desk.tsx';
import { PastFilters } from '#components/past/past-filters.tsx';
import { PastFrame } from '#components/past/past-frame.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { stoodHref } from '#domain/past/figures.ts';
import { changesHref, parsePastQuery, pastHref, pastQueryParams } from '#domain/past/query.ts';
import { readPast } from '#domain/past/read-past.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { isNarrowed, parseReportQuery } from '#domain/reports/query.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('past'))('title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function PastPage({ searchParams }: Props) {
  const [{ ctx }, params, t] = await Promise.all([requireSession(), searchParams, getTranslations('past')]);
  const [{ query, at, span, first, today, board, filter }, choices] = await Promise.all([
    readPast(ctx, parsePastQuery(params)),
    listReportChoices(ctx),
  ]);
  const isSome = isNarrowed(query.people);
  return (
    <ClientMessages names={['past']}>
      <ToneStyles tones={board.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <PastFrame
        view="board"
        hrefs={{ board: pastHref(query), changes: changesHref(query, { from: query.at.day, to: today }) }}
        filters={
          <PastFilters
            view="board"
            people={query.people}
            choices={choices}
            clearHref={pastHref({ ...query, people: parseReportQuery({}) })}
          />
        }
      >
        <PastDesk
          query={query}
          span={span}
          first={first}
          today={today}
          statuses={board.statuses.map(({ id, name, isRetired }) => ({ id, name, isRetired }))}
          totals={board.columns.map(({ status, total }) => [status.id, total])}
        >
          <p className="past-hint">
            {t(isSome || board.gone === null ? 'asOfTodaySome' : 'asOfToday')}
            {board.gone ? ` ${t('goneAll', { count: board.gone })}` : ''}
          </p>
          <PastBoard
            board={board}
            at={at}
            address={pastQueryParams(query).toString()}
            isNarrowed={isSome}
            hrefOf={(statusId) => stoodHref(filter, statusId, at)}
          />
        </PastDesk>
      </PastFrame>
    </ClientMessages>
  );
}
