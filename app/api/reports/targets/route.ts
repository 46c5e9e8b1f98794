import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { targetSheet } from '#app/_server/target-sheet.ts';
import { TARGET_SPANS } from '#db/target-values.ts';
import { invalidField } from '#domain/errors.ts';
import { reportFile } from '#domain/reports/file.ts';
import { readTargets } from '#domain/targets/read.ts';
import { localDay } from '#lib/dates.ts';

/** The targets of a `table` (week or month) as a file (`format` csv or xlsx). */
export const GET = download(async (ctx, params) => {
  const format = params.format === 'csv' || params.format === 'xlsx' ? params.format : null;
  if (format === null) throw invalidField('format', 'invalid');
  const span = TARGET_SPANS.find((one) => one === params.table);
  if (!span) throw invalidField('table', 'invalid');
  const [t, locale, all] = await Promise.all([getTranslations('targets'), currentLocale(), readTargets(ctx)]);
  const day = localDay(Date.now(), ctx.workspace.timeZone);
  return reportFile(targetSheet(all, span, t), { format, locale, day });
});
