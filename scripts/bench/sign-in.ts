import { randomBytes } from 'node:crypto';
import { connect } from '#db/client.ts';
import { createUser } from '#domain/upkeep/create-user.ts';
import { LaunchError } from '../support/launch-error.ts';

/** Makes an admin in the only workspace and signs in as people do; returns the cookie header of the session. */
export async function signIn(origin: string, databaseUrl: string): Promise<string> {
  const email = 'bench@example.com';
  const password = randomBytes(12).toString('base64url');
  const { db, close } = connect(databaseUrl, { max: 1 });
  await createUser(db, { email, name: 'Bench', role: 'admin', password });
  await close();
  const asked = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookiesOf(asked).join('; ') },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  });
  const session = cookiesOf(answer).find((cookie) => cookie.includes('session-token='));
  if (session) return session;
  throw new LaunchError(`Signing in was answered with ${answer.status}.`);
}

function cookiesOf(response: Response): string[] {
  return response.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
}
