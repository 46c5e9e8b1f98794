import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { TeamReport } from '#components/reports/team-report.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { scopesOf } from '#domain/reports/scopes-of.ts';
import { readTeam } from '#domain/reports/team.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('team.title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function TeamPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const { scope } = scopesOf(ctx, query, new Date());
  const [data, choices] = await Promise.all([readTeam(ctx, scope), listReportChoices(ctx)]);
  return (
    <ReportFrame report="team" query={query} days={scope} choices={choices}>
      <TeamReport data={data} scope={scope} query={query} />
    </ReportFrame>
  );
}
