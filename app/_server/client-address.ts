import 'server-only';
import { env } from '#lib/env.ts';
import { networkOf } from '#lib/network.ts';
import { SOCKET_ADDRESS } from './socket-address.ts';

/**
 * Under which network address a client's attempts are counted, or null when it is not known. Behind a proxy (TRUST_PROXY=1) the last
 * address of x-forwarded-for, which the proxy itself wrote; anything before it, and all of it without a proxy, is only what the client claims.
 */
export function clientAddress(headers: Headers): string | null {
  const last = env().TRUST_PROXY ? headers.get('x-forwarded-for')?.split(',').at(-1) : undefined;
  return networkOf(last ?? '') ?? networkOf(headers.get(SOCKET_ADDRESS) ?? '');
}
