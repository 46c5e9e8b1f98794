import { getMessages } from 'next-intl/server';
import { read } from '#app/_server/read.ts';

/** The texts of a conversation, for pages that open one beside what they show: they need none of them before. */
export const GET = read(async () => {
  const { conversation } = await getMessages();
  return { conversation };
});
