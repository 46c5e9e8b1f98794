import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { TimeReport } from '#components/reports/time-report.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { parseReportQuery } from '#domain/reports/query.ts';
import { readTime } from '#domain/reports/time.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('time.stays') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function TimePage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const [data, choices] = await Promise.all([readTime(ctx, query), listReportChoices(ctx)]);
  return (
    <ReportFrame report="time" query={query} days={data.days} choices={choices} offers={['names']}>
      <ToneStyles tones={data.rows.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <TimeReport data={data} query={query} />
    </ReportFrame>
  );
}
