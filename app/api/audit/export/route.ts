import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { auditFile } from '#domain/audit/export.ts';
import { parseAuditFilter } from '#domain/audit/filter.ts';

const COLUMNS = [
  'at',
  'actorKind',
  'actor',
  'act',
  'recordKind',
  'record',
  'before',
  'after',
  'change',
] as const;

/** The audit log as its page is filtered, as a CSV. */
export const GET = download(async (ctx, params) => {
  const [t, locale] = await Promise.all([getTranslations('audit.columns'), currentLocale()]);
  const titles = COLUMNS.map((column) => t(column));
  return auditFile(ctx, parseAuditFilter(params), { titles, delimiter: locale === 'en' ? ',' : ';' });
});
