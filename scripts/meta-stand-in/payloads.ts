import { refusal } from './refusals.ts';
import type { Accepted, Person, StandInNumber } from './world.ts';

/** The body of a webhook in Meta's envelope. */
export type Payload = { object: 'whatsapp_business_account'; entry: object[] };

/** The advertisement whose button was pressed. */
export type Ad = { id: string; headline: string; body: string; url: string; clickId: string };

type Written = {
  wamid: string;
  at: number;
  /** The rest of a message: its type, and what goes with it. */
  content: Record<string, unknown> & { type: string };
  ad: Ad | null;
};

/** A person's message to a number of ours. */
export function messagePayload(number: StandInNumber, person: Person, written: Written): Payload {
  return change(number, {
    contacts: [contactOf(person)],
    messages: [
      {
        ...(written.ad && { referral: referralOf(written.ad) }),
        ...(person.phone && { from: person.phone }),
        from_user_id: person.userId,
        id: written.wamid,
        timestamp: seconds(written.at),
        ...written.content,
      },
    ],
  });
}

/** What became of a message of ours. `code`: Meta's error, for `failed`. */
export function statusPayload(
  number: StandInNumber,
  message: Accepted,
  { status, at, code }: { status: string; at: number; code?: number },
): Payload {
  const failed = code === undefined ? null : refusal(code);
  return change(number, {
    statuses: [
      {
        id: message.wamid,
        status,
        timestamp: seconds(at),
        ...(message.to && { recipient_id: message.to.replace('+', '') }),
        ...(message.recipient && { recipient_user_id: message.recipient }),
        ...(message.callbackData && { biz_opaque_callback_data: message.callbackData }),
        ...(failed && {
          errors: [
            {
              code: failed.code,
              title: failed.title,
              message: failed.title,
              error_data: { details: failed.details },
            },
          ],
        }),
      },
    ],
  });
}

/** Several webhooks as one, as Meta does when there is much to tell. */
export function batchPayload(payloads: readonly Payload[]): Payload {
  return { object: 'whatsapp_business_account', entry: payloads.flatMap(({ entry }) => entry) };
}

function change(number: StandInNumber, value: object): Payload {
  return {
    object: 'whatsapp_business_account',
    entry: [
      {
        id: number.accountId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: number.displayPhone, phone_number_id: number.id },
              ...value,
            },
            field: 'messages',
          },
        ],
      },
    ],
  };
}

function contactOf({ name, phone, userId }: Person): object {
  return { ...(name && { profile: { name } }), ...(phone && { wa_id: phone }), user_id: userId };
}

function referralOf({ id, headline, body, url, clickId }: Ad): object {
  return {
    source_url: url,
    source_id: id,
    source_type: 'ad',
    headline,
    body,
    media_type: 'image',
    ...(clickId && { ctwa_clid: clickId }),
  };
}

function seconds(milliseconds: number): string {
  return String(Math.floor(milliseconds / 1_000));
}
