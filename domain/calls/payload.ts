import { z } from 'zod';

/** `body` is told as JSON; texts of an e-mail are plain, and `html` says the same for those who like it better. */
export type WebhookPayload = { url: string; body: Record<string, unknown> };
export type EmailPayload = { to: string; subject: string; text: string; html?: string | undefined };

export type Call = { kind: 'webhook'; payload: WebhookPayload } | { kind: 'email'; payload: EmailPayload };

/** What `outgoing_calls.payload` holds, by the kind. */
export const webhookPayload: z.ZodType<WebhookPayload> = z.object({
  url: z.string(),
  body: z.record(z.string(), z.unknown()),
});
export const emailPayload: z.ZodType<EmailPayload> = z.object({
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
});

/** Whom a call waits for: one server that does not answer must not hold up the others. All e-mails leave by one. */
export function hostOf(call: Call): string {
  return call.kind === 'email' ? '' : (URL.parse(call.payload.url)?.host ?? '');
}
