import { getTranslations } from 'next-intl/server';
import { currentLocale } from '#app/_server/locale.ts';
import { read } from '#app/_server/read.ts';
import { explanationView } from '#components/runs/explanation-view.ts';
import { failedFilter } from '#components/runs/miss-words.ts';
import { filterInWords } from '#components/segments/condition-words.ts';
import { explainEvent } from '#domain/automations/explain.ts';
import { readFilterNames } from '#domain/contacts/filter-names.ts';
import { parseFilterTree } from '#domain/contacts/filter-tree.ts';

/** What the event `event` of contact `contact` meant to each automation that was on then, in words. */
export const GET = read(async (ctx, { contact, event }) => {
  const explained = await explainEvent(ctx, { contactId: Number(contact), eventId: Number(event) });
  const spelt = explained.flatMap((one) => (one.is === 'missed' ? failedFilter(one.detail) : []));
  const [t, filters, locale, names] = await Promise.all([
    getTranslations('runs'),
    getTranslations('filters'),
    currentLocale(),
    readFilterNames(
      ctx,
      spelt.flatMap((one) => parseFilterTree(one) ?? []),
    ),
  ]);
  const filter = (one: string) => filterInWords(parseFilterTree(one), names, filters, locale).words;
  const words = { filter, locale, timeZone: ctx.workspace.timeZone };
  return explained.map((one) => explanationView(one, t, words));
});
