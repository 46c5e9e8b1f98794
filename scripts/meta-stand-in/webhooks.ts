import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where webhooks go, and with which secret they are signed. */
export type Target = { url: string; appSecret: string };

const TIMEOUT_MILLISECONDS = 10_000;
const LONGEST_PAUSE = 30_000;
const TRIES = 12;

/** A body as Meta writes it: everything beyond ASCII and every slash escaped. */
export function metaJson(payload: unknown): string {
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(payload)
    .replace(/[\u0080-\uffff]/g, escaped)
    .replaceAll('/', '\\/');
}

/** The value of `X-Hub-Signature-256` for the bytes of a body. */
export function signatureOf(body: string | Buffer, appSecret: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** Posts a webhook once and says what was answered; 0 where nobody answers. */
export async function postOnce(payload: unknown, { url, appSecret }: Target): Promise<number> {
  const body = metaJson(payload);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, appSecret) },
      body,
      signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Posts until it is answered with 200, later each time, as Meta does (for days; here for some minutes). */
export async function postUntilTaken(
  payload: unknown,
  target: Target,
  signal: AbortSignal,
): Promise<{ status: number; tries: number }> {
  let status = 0;
  for (let tries = 1; tries <= TRIES && !signal.aborted; tries++) {
    status = await postOnce(payload, target);
    if (status === 200) return { status, tries };
    const pause = Math.min(LONGEST_PAUSE, 250 * 2 ** tries);
    await sleep(pause, undefined, { signal }).catch(() => {});
  }
  return { status, tries: TRIES };
}
