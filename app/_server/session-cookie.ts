import 'server-only';
import { cookies } from 'next/headers';
import { signOut } from '#domain/sessions/sign-out.ts';
import { env } from '#lib/env.ts';
import { sessionCookieName } from './auth.ts';
import { database } from './database.ts';

/** The longest that browsers allow. When a session ends is for its row to say; the cookie only has to outlive it. */
export const COOKIE_SECONDS = 400 * 86_400;

const attributes = () => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: env().APP_URL.startsWith('https://'),
  path: '/',
});

/** Gives this browser a new session; the one it had, if any, ends. */
export async function replaceSessionCookie(token: string): Promise<void> {
  await endSession();
  (await cookies()).set(sessionCookieName(), token, { ...attributes(), maxAge: COOKIE_SECONDS });
}

/** Ends this browser's session, in the database and here. */
export async function endSession(): Promise<void> {
  const jar = await cookies();
  const token = jar.get(sessionCookieName())?.value;
  if (!token) return;
  await signOut(database(), token);
  // A browser only lets go of a __Secure- cookie for an answer with the same attributes.
  jar.set(sessionCookieName(), '', { ...attributes(), maxAge: 0 });
}
