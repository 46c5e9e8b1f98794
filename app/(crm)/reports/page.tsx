import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { NowReport } from '#components/reports/now-report.tsx';
import { ReportFrame } from '#components/reports/report-frame.tsx';
import { STRIP_MAX, TargetStrip, TargetStripRoom } from '#components/reports/target-strip.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import type { QueryParams } from '#domain/contacts/filter.ts';
import type { Ctx } from '#domain/ctx.ts';
import { listReportChoices } from '#domain/reports/list-choices.ts';
import { readNow } from '#domain/reports/now.ts';
import { isNarrowed, parseReportQuery } from '#domain/reports/query.ts';
import { listTargets, type Target } from '#domain/targets/list.ts';
import { progressOf } from '#domain/targets/read.ts';
import { deriveTones } from '#lib/colour.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

type Props = { searchParams: Promise<QueryParams> };

export default async function NowPage({ searchParams }: Props) {
  const [{ ctx }, params] = await Promise.all([requireSession(), searchParams]);
  const query = parseReportQuery(params);
  const [data, choices, targets] = await Promise.all([
    readNow(ctx, query),
    listReportChoices(ctx),
    listTargets(ctx),
  ]);
  const coloured = [...data.statuses, ...colouredBy(targets, data.statuses)];
  return (
    <ReportFrame report="now" query={query} days={null} choices={choices}>
      <ToneStyles tones={coloured.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member', 'target']} />
      {/* Targets have days and people of their own: beside a narrowed report they would not fit. */}
      {targets.length > 0 && !isNarrowed(query) && (
        <Suspense fallback={<TargetStripRoom count={targets.length} />}>
          <Strip ctx={ctx} targets={targets} />
        </Suspense>
      )}
      <NowReport data={data} query={query} />
    </ReportFrame>
  );
}

/** Counted while the rest is read already. */
async function Strip({ ctx, targets }: { ctx: Ctx; targets: Target[] }) {
  const now = new Date();
  const shown = await Promise.all(
    targets.slice(0, STRIP_MAX).map((target) => progressOf(ctx, target, { past: 0, now })),
  );
  return <TargetStrip targets={shown} total={targets.length} />;
}

/** The statuses of targets that the report itself does not show: retired ones. */
function colouredBy(targets: Target[], shown: { id: number }[]): { id: number; colour: string }[] {
  const ids = new Set(shown.map(({ id }) => id));
  return targets.flatMap(({ thing: { id, colour } }) => {
    if (colour === null || ids.has(id)) return [];
    ids.add(id);
    return [{ id, colour }];
  });
}
