import { getMessages } from 'next-intl/server';
import { read } from '#app/_server/read.ts';

/** The texts of large acts, for pages where one goes on: most never need them. */
export const GET = read(async () => {
  const { bulk } = await getMessages();
  return { bulk };
});
