import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { FlowReport } from '#components/reports/flow-report.tsx';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { readFlow } from '#domain/reports/flow.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('flow.title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function FlowPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const { scope } = scopesOf(ctx, query, new Date());
  const [data, choices] = await Promise.all([readFlow(ctx, scope, query.names), listReportChoices(ctx)]);
  return (
    <ReportFrame report="flow" query={query} days={scope} choices={choices} offers={['names']}>
      <ToneStyles tones={data.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <FlowReport data={data} scope={scope} query={query} />
    </ReportFrame>
  );
}
