import 'server-only';
import type { NextAuthOptions, Profile } from 'next-auth';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { type SignIn, signIn, signInVerified } from '#domain/sessions/sign-in.ts';
import { signOut } from '#domain/sessions/sign-out.ts';
import { env } from '#lib/env.ts';
import { localPath } from '#lib/local-path.ts';
import { log } from '#lib/log.ts';
import { database } from './database.ts';
import { COOKIE_SECONDS } from './session-cookie.ts';

type Provider = NextAuthOptions['providers'][number];

/** The one request these options are for. */
export type AuthRequest = {
  address: string | null;
  /** Told of what broke: next-auth itself would show its text to the person, or sign them out. */
  onFailure: (error: unknown) => void;
};

/**
 * next-auth's set-up for one request. Its "JWT" is our opaque session token: `encode` passes on the token that the sign-in opened
 * (it runs on every read, and changes nothing then), `decode` looks the session up, so that what was ended is ended.
 */
export function nextAuthOptions(request: AuthRequest): NextAuthOptions {
  const { APP_URL, AUTH_SECRET } = env();
  process.env.NEXTAUTH_URL ??= APP_URL;
  let opened: string | undefined;
  const keep = (outcome: SignIn) => {
    if (outcome.ok) opened = outcome.token;
    return outcome;
  };
  return {
    secret: AUTH_SECRET,
    useSecureCookies: APP_URL.startsWith('https://'),
    pages: { signIn: '/login', error: '/login' },
    providers: [passwordProvider(request, keep), ...oidcProviders()],
    session: { strategy: 'jwt', maxAge: COOKIE_SECONDS },
    jwt: {
      encode: async ({ token }) => String(token?.sessionToken ?? ''),
      decode: ({ token }) => decode(request, token),
    },
    callbacks: {
      redirect: async ({ url, baseUrl }) => baseUrl + localPath(url, baseUrl),
      jwt: async ({ token }) => (opened ? { sessionToken: opened } : token),
      signIn: async ({ account, profile }) => {
        if (account?.provider !== 'oidc') return true;
        return (await guarded(request, async () => keep(await vouchFor(profile))))?.ok ?? false;
      },
    },
    events: { signOut: ({ token }) => signOut(database(), String(token?.sessionToken ?? '')) },
    logger: {
      error: (code, details) => logProblem(code, details),
      warn: () => {},
      debug: () => {},
    },
  };
}

function passwordProvider(request: AuthRequest, keep: (outcome: SignIn) => SignIn): Provider {
  return {
    id: 'credentials',
    name: 'E-mail',
    type: 'credentials',
    credentials: { email: { type: 'email' }, password: { type: 'password' } },
    authorize: async (sent) => {
      const { email, password } = { ...sent } as { email?: unknown; password?: unknown };
      const outcome = await guarded(request, () =>
        signIn(database(), { email, password, address: request.address }),
      );
      if (!outcome || (!outcome.ok && outcome.reason === 'refused')) return null;
      // The text of this error becomes ?error= of the sign-in page.
      if (!outcome.ok) throw new Error('limited');
      keep(outcome);
      return { id: String(outcome.userId) };
    },
  } as Provider;
}

function oidcProviders(): Provider[] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_NAME) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      idToken: true,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid email profile' } },
      profile: (profile: { sub: string }) => ({ id: profile.sub }),
    },
  ];
}

/** An e-mail that the provider does not vouch for could be anybody's. */
async function vouchFor(profile: Profile | undefined): Promise<SignIn> {
  const { email, email_verified } = { ...profile } as { email?: unknown; email_verified?: unknown };
  return signInVerified(database(), email_verified === true ? email : null);
}

async function decode(request: AuthRequest, token: string | undefined) {
  if (!token || token.length > 200) return null;
  const session = await guarded(request, () => resolveSession(database(), token));
  if (!session) return null;
  const { userId, name, email } = session.person;
  return { sub: String(userId), name, email, sessionToken: token };
}

async function guarded<T>(request: AuthRequest, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    request.onFailure(error);
    return null;
  }
}

/** Codes and causes only: what else next-auth would log holds names and addresses. */
function logProblem(code: string, details: unknown): void {
  // Every ended session that is looked at once more.
  if (code === 'JWT_SESSION_ERROR') return;
  const error = details instanceof Error ? details : (details as { error?: unknown } | undefined)?.error;
  log.warn({ code, error }, 'sign-in problem');
}
