import { currentLocale } from '#app/_server/locale.ts';
import { read } from '#app/_server/read.ts';
import { mergeView } from '#components/contacts/merge-words.ts';
import { previewContactMerge } from '#domain/contacts/preview-merge.ts';

/** The contacts `intoId` and `fromId` side by side, with what merging them would keep of each. */
export const GET = read(async (ctx, params) => {
  const [preview, locale] = await Promise.all([previewContactMerge(ctx, params), currentLocale()]);
  const { country, timeZone } = ctx.workspace;
  return mergeView(preview, country, { locale, timeZone, now: Date.now() });
});
