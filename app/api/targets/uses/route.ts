import { getMessages } from 'next-intl/server';
import { read } from '#app/_server/read.ts';
import { listTargetUses } from '#domain/targets/uses.ts';

/** The targets of the status or origin `kind` `id`, shown before it goes, and the words for them, which no page needs before. */
export const GET = read(async (ctx, params) => {
  const [uses, { targetUses }] = await Promise.all([listTargetUses(ctx, params), getMessages()]);
  return { uses, texts: { targetUses } };
});
