import { classOf } from '../whatsapp/error-codes.ts';
import type { GraphAnswer } from '../whatsapp/graph.ts';

/** Why a message is not on its way: Meta's code and title, or a word of ours from the closed list. */
export type SendError = { code: number | null; title: string; reason?: SendReason };

/** Why the product itself did not send. */
export const SEND_REASONS = [
  'outside_window',
  'too_late',
  'opted_out',
  'gone',
  'disconnected',
  'no_address',
  'attempts',
  'bad_template',
] as const;
export type SendReason = (typeof SEND_REASONS)[number];

/** What follows from a try to send. `unknown`: it may have been sent, so it is never repeated. */
export type SendOutcome =
  | { is: 'accepted'; wamid: string; phone: string | null; userId: string | null }
  | { is: 'again'; at: Date; error: SendError; tries: number }
  /** The number is stopped; the message waits for it. */
  | { is: 'stopped'; at: Date; error: SendError & { code: number }; tries: number }
  | { is: 'failed'; error: SendError; optsOut: boolean }
  | { is: 'unknown'; error: SendError };

const SECOND = 1_000;
const LONGEST_WAIT = 300 * SECOND;
/** Tries that Meta may refuse for a while: some ten minutes. */
const TRIES = 10;
/** 4⁵ s: a person whom Meta will not take a message for in a quarter of an hour. */
const PAIR_TRIES = 6;
const OPTED_OUT = 131050;

/**
 * What becomes of a message that was answered so `tries` times in a row (from 1).
 *
 * @param random from 0 to 1: tries that failed together are not made together again
 */
export function outcomeOf(answer: GraphAnswer, tries: number, now: Date, random = 0.5): SendOutcome {
  const again = (wait: number, error: SendError): SendOutcome => {
    const milliseconds = Math.min(wait, LONGEST_WAIT * 4) * (0.75 + random / 2);
    return { is: 'again', at: new Date(now.getTime() + milliseconds), error, tries };
  };
  const doubling = Math.min(2 ** (tries - 1) * SECOND, LONGEST_WAIT);
  switch (answer.kind) {
    case 'ok':
      return readAccepted(answer.body);
    case 'unreachable':
      return again(doubling, { code: null, title: answer.cause });
    case 'unclear':
      return { is: 'unknown', error: { code: null, title: answer.cause } };
    case 'refused':
      break;
  }
  const error = { code: answer.code, title: answer.title };
  const isWorn = (most: number) => tries >= most;
  const failed: SendOutcome = { is: 'failed', error, optsOut: answer.code === OPTED_OUT };
  switch (classOf(answer.code)) {
    case 'back_off':
      return isWorn(TRIES) ? failed : again(doubling, error);
    case 'pair_limit':
      return isWorn(PAIR_TRIES) ? failed : again(4 ** (tries - 1) * SECOND, error);
    case 'stop_number':
      return { is: 'stopped', at: now, error, tries };
    case 'terminal':
    case 'fix':
      return failed;
  }
}

/** Meta's answer to a send: `{ contacts: [{ wa_id?, user_id? }], messages: [{ id }] }`. One without an id tells nothing. */
function readAccepted(body: unknown): SendOutcome {
  const { messages, contacts } = facts(body);
  const wamid = text(facts(first(messages)).id, 500);
  if (wamid === null) return { is: 'unknown', error: { code: null, title: 'no id' } };
  const person = facts(first(contacts));
  const phone = text(person.wa_id, 20);
  return {
    is: 'accepted',
    wamid,
    phone: phone !== null && /^\d{7,15}$/.test(phone) ? phone : null,
    userId: text(person.user_id, 150),
  };
}

function facts(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function text(value: unknown, longest: number): string | null {
  const isOne = typeof value === 'string' && value !== '' && value.length <= longest;
  return isOne && !value.includes('\0') && value.isWellFormed() ? value : null;
}
