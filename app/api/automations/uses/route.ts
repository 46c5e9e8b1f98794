import { getMessages } from 'next-intl/server';
import { read } from '#app/_server/read.ts';
import { listUses } from '#domain/automations/uses.ts';

/** The automations that name the thing `kind` `id`, shown before it goes, and the words for it, which no page needs before. */
export const GET = read(async (ctx, params) => {
  const [uses, { automationUses }] = await Promise.all([listUses(ctx, params), getMessages()]);
  return { uses, texts: { automationUses } };
});
