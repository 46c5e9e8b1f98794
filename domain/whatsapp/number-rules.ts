import type { NumberState } from '#db/whatsapp-values.ts';

/**
 * How a number of ours stands:
 * - `no_token`: its access token has to be entered again.
 * - `elsewhere`: another workspace of this installation has shown that it is theirs.
 * - `stopped`: nothing is sent until somebody lets it.
 * - `failing`: Meta refused its last call.
 * - `unproven`: Meta has not yet described it to its token; nothing comes in.
 * - `unsubscribed`: Meta does not tell us what happens to its account.
 * - `silent`: connected, and Meta has told us nothing yet.
 * - `working`: it takes messages in.
 */
export type NumberHealth =
  | 'no_token'
  | 'stopped'
  | 'elsewhere'
  | 'unproven'
  | 'failing'
  | 'unsubscribed'
  | 'silent'
  | 'working';

type Facts = {
  state: NumberState;
  isTokenReadable: boolean;
  isVouched: boolean;
  isElsewhere: boolean;
  lastError: unknown;
  subscribeError: unknown;
  lastWebhookAt: Date | null;
};

/** The worst that can be said of a number. */
export function healthOf(number: Facts): NumberHealth {
  if (!number.isTokenReadable) return 'no_token';
  if (number.isElsewhere && !number.isVouched) return 'elsewhere';
  if (number.state === 'stopped') return 'stopped';
  if (number.lastError !== null) return 'failing';
  if (!number.isVouched) return 'unproven';
  if (number.subscribeError !== null) return 'unsubscribed';
  return number.lastWebhookAt === null ? 'silent' : 'working';
}

/** Meta's marks for how people take a number's messages; `unknown`: not rated yet, or a word of Meta's that is new. */
export type Quality = 'high' | 'medium' | 'low' | 'unknown';

/** Meta's word (GREEN, YELLOW, RED) as ours. */
export function qualityOf(word: string | null): Quality {
  const qualities: Record<string, Quality> = { GREEN: 'high', YELLOW: 'medium', RED: 'low' };
  return (word && Object.hasOwn(qualities, word) && qualities[word]) || 'unknown';
}

/** Why Meta could not deliver to an address, or null where nothing speaks against it. Meta wants https and a public name. */
export function callbackProblem(address: string): 'local' | 'not_https' | null {
  const { protocol, hostname } = new URL(address);
  const isLocal =
    /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[)|\.(local|internal|localhost)$/.test(
      hostname,
    );
  if (isLocal || !hostname.includes('.')) return 'local';
  return protocol === 'https:' ? null : 'not_https';
}
