import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { ChangesView } from '#components/past/changes-view.tsx';
import { PastFilters } from '#components/past/past-filters.tsx';
import { PastFrame } from '#components/past/past-frame.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { readChangesPage } from '#domain/past/changes.ts';
import { movedHref } from '#domain/past/figures.ts';
import { END_OF_DAY } from '#domain/past/moment-rules.ts';
import { changesHref, pastHref } from '#domain/past/query.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('past'))('tabs.changes') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function PastChangesPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const [{ people, days, cursor, filter, changes }, choices] = await Promise.all([
    readChangesPage(ctx, params),
    listReportChoices(ctx),
  ]);
  const hrefs = {
    board: pastHref({ at: { day: days.from, time: END_OF_DAY }, span: null, people }),
    changes: changesHref({ people }, days),
  };
  return (
    <ClientMessages names={['past']}>
      <ToneStyles tones={changes.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <PastFrame
        view="changes"
        hrefs={hrefs}
        filters={
          <PastFilters
            view="changes"
            people={people}
            choices={choices}
            clearHref={changesHref({ people: parseReportQuery({}) }, days)}
          />
        }
      >
        <ChangesView
          changes={changes}
          days={days}
          timeZone={ctx.workspace.timeZone}
          hrefOf={(way) => movedHref(filter, way, days)}
          firstHref={cursor === null ? null : hrefs.changes}
          nextHref={changes.cursor === null ? null : changesHref({ people }, days, changes.cursor)}
        />
      </PastFrame>
    </ClientMessages>
  );
}
