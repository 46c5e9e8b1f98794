import { isIPv6 } from 'node:net';
import type { Env } from '#lib/env.ts';

/** Where another process of this machine reaches the site, without a path. */
export function localAddress({ HOST, PORT }: Pick<Env, 'HOST' | 'PORT'>): string {
  const host = { '0.0.0.0': '127.0.0.1', '::': '::1' }[HOST] ?? HOST;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${PORT}`;
}
