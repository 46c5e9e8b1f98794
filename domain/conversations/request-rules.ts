import { templateComponents } from '../whatsapp/template-text.ts';
import type { Template } from '../whatsapp/templates.ts';
import type { Address } from './address.ts';

type Sending = {
  address: Address;
  body: string;
  callbackId: string;
  /** Meta's id of the message that this one answers. */
  replyTo: string | null;
  template: { template: Template; values: Readonly<Record<string, string>> } | null;
};

/** What Meta is asked: the body of POST /{phone number id}/messages. Source: Meta's reference of sending, v26.0. */
export function sendRequest({ address, body, callbackId, replyTo, template }: Sending): object {
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...('phone' in address ? { to: `+${address.phone}` } : { recipient: address.userId }),
    ...(replyTo !== null && { context: { message_id: replyTo } }),
    ...(template ? templatePart(template) : { type: 'text', text: { preview_url: true, body } }),
    biz_opaque_callback_data: callbackId,
  };
}

function templatePart({ template, values }: NonNullable<Sending['template']>): object {
  const components = templateComponents(template, values);
  return {
    type: 'template',
    template: {
      name: template.name,
      language: { code: template.language },
      ...(components.length > 0 && { components }),
    },
  };
}
