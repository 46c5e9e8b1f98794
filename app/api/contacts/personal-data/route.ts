import { getTranslations } from 'next-intl/server';
import { download } from '#app/_server/download.ts';
import { currentLocale } from '#app/_server/locale.ts';
import { personalFile } from '#domain/privacy/personal-file.ts';

/** Everything held of the person that contact `id` is, as a file: `format` json or csv. */
export const GET = download(async (ctx, { id, format }) => {
  const [t, locale] = await Promise.all([getTranslations('privacy.columns'), currentLocale()]);
  const titles = [t('section'), t('entry'), t('fact'), t('value')];
  return personalFile(ctx, { id, format }, { titles, delimiter: locale === 'en' ? ',' : ';' });
});
