import 'server-only';
import { cookies, headers } from 'next/headers';
import { RAIL_COOKIE } from '#components/frame/rail-cookie.ts';
import type { Theme } from '#db/values.ts';
import { currentSession } from './auth.ts';

/** What the document itself needs to know: the reader's theme and density, and the nonce that the proxy gave this request. */
export async function appearance(): Promise<{ theme: Theme; isCompact: boolean; nonce: string | undefined }> {
  const [session, sent] = await Promise.all([currentSession(), headers()]);
  return {
    theme: session?.person.theme ?? 'system',
    isCompact: session?.person.preferences.isCompact ?? false,
    nonce: sent.get('x-nonce') ?? undefined,
  };
}

/** Whether this browser keeps the rail folded. */
export async function isRailFolded(): Promise<boolean> {
  return (await cookies()).get(RAIL_COOKIE)?.value === '1';
}
