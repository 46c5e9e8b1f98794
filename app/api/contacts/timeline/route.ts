import { currentLocale } from '#app/_server/locale.ts';
import { read } from '#app/_server/read.ts';
import { timelineView } from '#components/contacts/timeline-view.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';

/** The history of contact `id` before `cursor`, as its page shows it. */
export const GET = read(async (ctx, { id, cursor }) => {
  const [page, locale] = await Promise.all([contactTimeline(ctx, { id, cursor }), currentLocale()]);
  const { country, timeZone } = ctx.workspace;
  return timelineView(page, country, { locale, timeZone, now: Date.now() });
});
