import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { FunnelReport } from '#components/reports/funnel-report.tsx';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { readFunnel } from '#domain/reports/funnel.ts';
import { readSegmentFunnels } from '#domain/reports/funnel-segments.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('funnel.title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function FunnelPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const { scope, previous } = scopesOf(ctx, query, new Date());
  const [data, compared, choices, segments] = await Promise.all([
    readFunnel(ctx, scope, query.names),
    query.isCompared ? readFunnel(ctx, previous, query.names) : null,
    listReportChoices(ctx),
    readSegmentFunnels(ctx, scope, query),
  ]);
  const before = compared && { data: compared, scope: previous };
  const tones = data.steps.map(({ status: { id, colour } }) => ({ key: id, ...deriveTones(colour) }));
  return (
    <ReportFrame report="funnel" query={query} days={scope} choices={choices} offers={['compare', 'names']}>
      <ToneStyles tones={tones} />
      <FunnelReport {...{ data, scope, before, segments, query, choices }} />
    </ReportFrame>
  );
}
