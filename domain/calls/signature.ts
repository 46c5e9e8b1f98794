import { createHmac } from 'node:crypto';

/**
 * The header `X-Chat-Bot-Signature`: `t=<seconds>,v1=<hex>`, an HMAC-SHA256 of `<seconds>.<body>` by each of the secrets; the receiver takes the body as it
 * came, one `v1` that matches is enough, and refuses what is older than a few minutes.
 */
export function signatureOf(body: string, secrets: readonly string[], seconds: number): string {
  const signs = secrets.map((secret) => {
    const sign = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
    return `v1=${sign}`;
  });
  return [`t=${seconds}`, ...signs].join(',');
}
