import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { OriginsReport } from '#components/reports/origins-report.tsx';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { readOrigins } from '#domain/reports/origins.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('sources.title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function OriginsPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const { scope } = scopesOf(ctx, query, new Date());
  const [data, choices] = await Promise.all([readOrigins(ctx, scope, query), listReportChoices(ctx)]);
  return (
    <ReportFrame report="origins" query={query} days={scope} choices={choices} offers={['lens', 'names']}>
      <OriginsReport data={data} scope={scope} query={query} />
    </ReportFrame>
  );
}
