import { TOLD_STATES, type ToldState } from '../conversations/state-rules.ts';
import { parseErrors } from './parse-message.ts';
import { momentOf, type Payload, phoneOf, userIdOf } from './payload.ts';

/** What Meta tells of a message of ours. */
export type DeliveryState = {
  wamid: string;
  /** Null: a state that Meta has added since. */
  told: ToldState | null;
  at: Date;
  /** What we sent along, to know it again by. */
  callbackId: string | null;
  errors: { code: number; title: string; details: string }[];
  recipient: { userId: string | null; phone: string | null };
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A delivery state; null where it names no message. */
export function readState({ value, contact }: Payload, receivedAt: Date): DeliveryState | null {
  const { id: wamid, status, timestamp, errors, biz_opaque_callback_data: callback } = value;
  if (typeof wamid !== 'string' || wamid === '' || wamid.length > 500) return null;
  return {
    wamid,
    told: toldOf(status),
    at: momentOf(timestamp, receivedAt),
    callbackId: typeof callback === 'string' && UUID.test(callback) ? callback : null,
    errors: parseErrors(errors),
    recipient: {
      userId: userIdOf(value.recipient_user_id) ?? userIdOf(contact.user_id),
      phone: phoneOf(value.recipient_id) ?? phoneOf(contact.wa_id),
    },
  };
}

function toldOf(status: unknown): ToldState | null {
  // Accepted, and held back while Meta looks at the template.
  if (status === 'held_for_quality_assessment') return 'accepted';
  return TOLD_STATES.find((one) => one === status) ?? null;
}
