import { getMessages } from 'next-intl/server';
import { read } from '#app/_server/read.ts';
import { listFilterOptions } from '#domain/contacts/filter-options.ts';

/** What the filter builder offers, with its texts: pages need neither before it is opened. */
export const GET = read(async (ctx) => {
  const [options, messages] = await Promise.all([listFilterOptions(ctx), getMessages()]);
  return { options, texts: { filters: messages.filters } };
});
