import { cookies } from 'next/headers';
import { NextRequest } from 'next/server';
import NextAuth from 'next-auth';
import { clientAddress } from '#app/_server/client-address.ts';
import { nextAuthOptions } from '#app/_server/next-auth.ts';
import { readBounded } from '#app/_server/read-bounded.ts';
import { env } from '#lib/env.ts';
import { localPath } from '#lib/local-path.ts';
import { log } from '#lib/log.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

// The rest of what next-auth offers (its log for strangers, say) is not offered here.
const ACTIONS = ['providers', 'session', 'csrf', 'signin', 'signout', 'callback', 'error'];
const LONGEST_BODY = 16_384;

async function handle(request: NextRequest, context: Context): Promise<Response> {
  const [action = ''] = (await context.params).nextauth;
  if (!ACTIONS.includes(action)) return new Response(null, { status: 404 });
  const body = await readBounded(request, LONGEST_BODY);
  if (body === null) return new Response(null, { status: 413 });
  if (isJson(request) && !isJsonObject(body)) return new Response(null, { status: 400 });
  const failures: unknown[] = [];
  await dropBrokenCookie();
  const options = nextAuthOptions({
    address: clientAddress(request.headers),
    onFailure: (error) => failures.push(error),
  });
  const response = await NextAuth(cleaned(request, body), context, options);
  if (failures.length === 0) return response;
  log.error({ error: failures[0], action }, 'sign-in failed');
  return Response.json({ code: 'unavailable' }, { status: 503 });
}

export { handle as GET, handle as POST };

/** next-auth answers 500 to a callbackUrl that is no address. */
function cleaned(request: NextRequest, body: string): NextRequest {
  const url = new URL(request.url);
  const wanted = url.searchParams.get('callbackUrl');
  const { APP_URL } = env();
  if (wanted !== null) url.searchParams.set('callbackUrl', APP_URL + localPath(wanted, APP_URL));
  const { method, headers } = request;
  return new NextRequest(url, { method, headers, ...(method === 'POST' ? { body } : null) });
}

async function dropBrokenCookie(): Promise<void> {
  const { APP_URL } = env();
  const name = `${APP_URL.startsWith('https://') ? '__Secure-' : ''}next-auth.callback-url`;
  const jar = await cookies();
  const value = jar.get(name)?.value;
  if (value !== undefined && !/^https?:/.test(URL.parse(value, APP_URL)?.protocol ?? '')) jar.delete(name);
}

function isJson(request: NextRequest): boolean {
  return request.headers.get('content-type')?.includes('application/json') ?? false;
}

function isJsonObject(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
  } catch {
    return false;
  }
}
