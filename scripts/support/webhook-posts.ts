import { createHmac } from 'node:crypto';

/** A message as somebody sends it to a number of ours. */
export type SentMessage = { wamid: string; phone: string; name: string; text: string; at: Date };

/** Meta's envelope around messages to one number. */
export function envelopeOf(phoneNumberId: string, accountId: string, messages: SentMessage[]): string {
  const people = new Map(messages.map(({ phone, name }) => [phone, name]));
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '551140028922', phone_number_id: phoneNumberId },
    contacts: [...people].map(([phone, name]) => ({ profile: { name }, wa_id: phone })),
    messages: messages.map(({ wamid, phone, text, at }) => ({
      from: phone,
      id: wamid,
      timestamp: String(Math.floor(at.getTime() / 1_000)),
      type: 'text',
      text: { body: text },
    })),
  };
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: accountId, changes: [{ value, field: 'messages' }] }],
  });
}

/** What Meta signs a body with: the header's whole value. */
function signatureOf(body: string | Buffer, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Posts a signed body as Meta does; the status, or 0 where there was no answer. */
export async function postWebhook(address: string, body: string, secret: string): Promise<number> {
  try {
    const response = await fetch(`${address}/api/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signatureOf(body, secret) },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
