import 'server-only';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { resolveSession, type Session } from '#domain/sessions/resolve.ts';
import { env } from '#lib/env.ts';
import { database } from './database.ts';

/** Browsers only accept the prefix over https; plain http is for local use. Both names are next-auth's own. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith('https://')
    ? '__Secure-next-auth.session-token'
    : 'next-auth.session-token';
}

/** The session of the request at hand, or null. Asked once per request, however many components want it. */
export const currentSession = cache(async (): Promise<Session | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  if (!token || token.length > 200) return null;
  return resolveSession(database(), token);
});

/** The session of the request, or the sign-in page. For pages and layouts. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) redirect('/login');
  return session;
}
