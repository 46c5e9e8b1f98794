import type { getTranslations } from 'next-intl/server';
import type { TargetSpan } from '#db/target-values.ts';
import type { Sheet } from '#domain/reports/file.ts';
import type { TargetProgress } from '#domain/targets/read.ts';
import { digits, name, number } from './report-sheets.ts';

type Words = Awaited<ReturnType<typeof getTranslations<'targets'>>>;

/** The targets of a week or month as a table: how they stand, and what the periods before came to, by their first day. */
export function targetSheet(all: TargetProgress[], span: TargetSpan, t: Words): Sheet {
  const targets = all.filter((target) => target.span === span);
  const past = targets[0]?.past ?? [];
  return {
    name: `${t('title')} ${t(`spans.${span}`)}`,
    columns: [
      name(t('thing')),
      name(t('kind')),
      name(t('owner')),
      number(t('target')),
      number(t('soFar')),
      number(t('elapsedPercent')),
      name(t('pace')),
      ...past.map(({ from }) => number(from)),
    ],
    rows: targets.map((target) => [
      target.thing.name,
      t(`counts.${target.kind}`),
      target.owner?.name ?? t('everybody'),
      digits(target.amount),
      digits(target.now.reached),
      digits(target.elapsed * 100),
      paceOf(target, t),
      ...target.past.map(({ reached }) => digits(reached)),
    ]),
  };
}

function paceOf({ pace }: TargetProgress, t: Words): string {
  if (pace.state === 'behind') return t('behind', { count: pace.behind });
  return t(pace.state === 'reached' ? 'reached' : 'onPace');
}
