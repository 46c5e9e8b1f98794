import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { NowReport } from '#components/reports/now-report.tsx';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { readNow } from '#domain/reports/now.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function NowPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const [data, choices] = await Promise.all([readNow(ctx, query), listReportChoices(ctx)]);
  return (
    <ReportFrame report="now" query={query} days={null} choices={choices}>
      <ToneStyles tones={data.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member']} />
      <NowReport data={data} query={query} />
    </ReportFrame>
  );
}
