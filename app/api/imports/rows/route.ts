import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { downloadRows } from '#domain/imports/download-rows.ts';

/** The rows of import `id` with outcome `outcome`, as they stand in the file; those that ended otherwise than wished with the reason. */
export const GET = download(async (ctx, params) => {
  const [locale, t] = await Promise.all([currentLocale(), getTranslations('imports')]);
  return downloadRows(ctx, params, {
    locale,
    sayReason: (reason) => t(`problems.${reason}`),
    sayFailure: (failure) => t(`failures.${failure}`),
    sayUndo: (undo) => t(`undo.${undo}`),
  });
});
