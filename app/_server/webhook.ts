import 'server-only';
import { DomainError } from '#domain/errors.ts';
import { challengeOf, isSigned, SIGNATURE } from '#domain/webhooks/signature.ts';
import { log } from '#lib/log.ts';
import { readBytes } from './read-bounded.ts';

/** Meta posts 3 MB at most; a little more for what it may come to. */
const LONGEST_POST = 4 * 1024 * 1024;
const SLOWEST_POST_MS = 10_000;
/** What may be read at once, before anybody has proved who they are. */
const READING_BYTES = 64 * 1024 * 1024;
let reading = 0;

/** What only the environment knows. */
type Secrets = { appSecret: string | undefined; verifyToken: string | undefined };

/**
 * A POST handler for what Meta tells us: signature over the raw bytes → `store` → 200 once it is committed. Anything but a 200 makes Meta post it
 * again. The sender proves who it is by the signature alone: there is no session, and nothing is looked at before it is stored.
 */
export function webhook(store: (body: Uint8Array) => Promise<void>, secrets: () => Secrets) {
  return async (request: Request): Promise<Response> => {
    const { appSecret } = secrets();
    if (!appSecret) {
      log.error('META_APP_SECRET is not set: a webhook was refused');
      return plain(503, 'not configured');
    }
    const signature = request.headers.get('x-hub-signature-256') ?? '';
    if (!SIGNATURE.test(signature)) return plain(401, 'no signature');
    let held = 0;
    const onPart = (bytes: number) => {
      if (reading + bytes > READING_BYTES) throw new DomainError('unavailable');
      reading += bytes;
      held += bytes;
    };
    try {
      const body = await readBytes(request, LONGEST_POST, { patienceMs: SLOWEST_POST_MS, onPart });
      if (!body) return plain(413, 'too large');
      if (!isSigned(body, signature, appSecret)) return plain(401, 'bad signature');
      await store(body);
      return plain(200, 'stored');
    } catch (error) {
      const isKnown = error instanceof DomainError;
      log[isKnown ? 'warn' : 'error']({ error }, 'a webhook was not stored');
      return plain(503, 'not stored');
    } finally {
      reading -= held;
    }
  };
}

/** A GET handler for Meta's question whether this address is ours: its challenge back, or 403. */
export function webhookCheck(secrets: () => Secrets) {
  return (request: Request): Response => {
    const challenge = challengeOf(new URL(request.url).searchParams, secrets().verifyToken);
    return challenge === null ? plain(403, 'forbidden') : plain(200, challenge);
  };
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
  });
}
