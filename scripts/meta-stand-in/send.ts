import { checkSend, type Send } from './check-send.ts';
import { isObject, type Json } from './json.ts';
import { type Refused, refusal } from './refusals.ts';
import { type Accepted, findPerson, newWamid, type StandInNumber, type World } from './world.ts';

const WINDOW = 24 * 3_600_000;
const PAIR_PAUSE = 6_000;

export type Sent = { answer: object; message: Accepted | null };

/** Takes a request to send, or says with which error Meta would refuse it. */
export function takeSend(world: World, number: StandInNumber, body: unknown, now: number): Sent | Refused {
  const send = checkSend(body, { number, templates: world.templates });
  if ('code' in send) return send;
  if (send.kind === 'read') return { answer: { success: true }, message: null };
  const refused = checkLimits(world, number, send, now);
  if (refused) return refused;
  const message: Accepted = {
    wamid: newWamid(),
    numberId: number.id,
    to: send.to,
    recipient: send.recipient,
    callbackData: send.callbackData,
    body: isObject(body) ? body : {},
    at: now,
    states: [],
  };
  world.accepted.push(message);
  findPerson(world, send)?.heardAt.set(number.id, now);
  return { answer: answerTo(world, message, send.type), message };
}

type MessageSend = Extract<Send, { kind: 'message' }>;

function checkLimits(world: World, number: StandInNumber, send: MessageSend, now: number): Refused | null {
  const person = findPerson(world, send);
  const wroteAt = person?.wroteAt.get(number.id);
  // Of whom it has never heard it does not know when they wrote.
  if (send.type !== 'template' && wroteAt !== undefined && now - wroteAt > WINDOW) return refusal(131047);
  const lastSecond = world.accepted.filter(({ numberId, at }) => numberId === number.id && now - at < 1_000);
  if (world.rules.perSecond !== null && lastSecond.length >= world.rules.perSecond) return refusal(130429);
  const isSamePerson = ({ to, recipient, numberId, at }: Accepted) =>
    numberId === number.id && now - at < PAIR_PAUSE && (to ?? recipient) === (send.to ?? send.recipient);
  return world.rules.isPairLimited && world.accepted.some(isSamePerson) ? refusal(131056) : null;
}

/** `wa_id` is WhatsApp's own spelling of the number, which may not be the one that was dialled. */
function answerTo(world: World, message: Accepted, type: string): Json {
  const person = findPerson(world, message);
  const phone = message.to?.replace('+', '');
  return {
    messaging_product: 'whatsapp',
    contacts: [
      message.recipient && !message.to
        ? { input: message.recipient, user_id: message.recipient }
        : { input: message.to, wa_id: person?.phone ?? phone },
    ],
    messages: [{ id: message.wamid, ...(type === 'template' && { message_status: 'accepted' }) }],
  };
}
