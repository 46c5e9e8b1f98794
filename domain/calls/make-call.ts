import type { CallKind } from '#db/automation-values.ts';
import { env } from '#lib/env.ts';
import type { Ctx } from '../ctx.ts';
import { sendEmail } from './email.ts';
import { type Outcome, outcomeOf } from './outcome-rules.ts';
import { emailPayload, webhookPayload } from './payload.ts';
import { post } from './request.ts';
import { secretsNow } from './secret.ts';
import { signatureOf } from './signature.ts';
import { whyNotUrl } from './why-not-url.ts';

/** A call that a worker holds; `attempts` counts this one. */
export type Claimed = { kind: CallKind; payload: unknown; requestId: string; attempts: number };

const TIMEOUT_MS = 10_000;
/** What somebody's fields and answers can be at most. */
const BODY_MAX_BYTES = 256_000;

/** Makes a call once and says what is to become of it. Never throws for what the other side does. */
export async function makeCall(ctx: Ctx, call: Claimed): Promise<Outcome> {
  if (call.kind === 'webhook') return callWebhook(ctx, call);
  const payload = emailPayload.safeParse(call.payload);
  return payload.success ? sendEmail(payload.data, call) : failed('bad_payload');
}

const failed = (error: string): Outcome => ({ is: 'failed', answer: { error } });

async function callWebhook(ctx: Ctx, { payload, requestId, attempts }: Claimed): Promise<Outcome> {
  const parsed = webhookPayload.safeParse(payload);
  if (!parsed.success) return failed('bad_payload');
  const { url } = parsed.data;
  const isOwnNetworkFine = env().ALLOW_PRIVATE_WEBHOOKS;
  const problem = whyNotUrl(url, isOwnNetworkFine);
  if (problem) return failed(problem);
  const body = JSON.stringify(parsed.data.body);
  if (Buffer.byteLength(body) > BODY_MAX_BYTES) return failed('too_large');
  const secrets = await secretsNow(ctx);
  // Unsigned it must not leave: a receiver that does not look would never notice.
  if (secrets.length === 0) return failed('no_secret');
  const answer = await post({
    url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Chat-Bot',
      'x-chat-bot-id': requestId,
      'x-chat-bot-signature': signatureOf(body, secrets, Math.floor(Date.now() / 1_000)),
    },
    body,
    isOwnNetworkFine,
    timeoutMs: TIMEOUT_MS,
  });
  return outcomeOf(answer, attempts);
}
