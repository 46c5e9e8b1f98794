import { createHash, randomInt } from 'node:crypto';
import { demoUserId } from '#domain/demo/whatsapp-people.ts';
import { mediaOf } from './graph.ts';
import { type Ad, messagePayload, type Payload } from './payloads.ts';
import { newWamid, type Person, type StandInNumber, type World } from './world.ts';

const NAMES = ['Ana Beatriz', 'Caio Duarte', 'Dona Neusa', 'Iago Prado', 'Lívia Sampaio', 'Otávio Reis'];
export const PLAYED_KINDS = ['text', 'image', 'document', 'location'] as const;

/** What somebody is to write; everything may be left out. */
export type Play = {
  numberId?: string | undefined;
  name?: string | undefined;
  phone?: string | undefined;
  text?: string | undefined;
  kind?: string | undefined;
  /** The headline of the ad that was pressed. */
  ad?: string | undefined;
  adId?: string | undefined;
  /** The code of a tracked link, as the link writes it into the text. */
  code?: string | undefined;
  /** Written by somebody who shows no phone number. */
  isHidden?: boolean | undefined;
  /** The user id of somebody who wrote before: the same person again. */
  again?: string | undefined;
};

export type Played = { number: StandInNumber; person: Person; wamid: string; payload: Payload };

/** Lets somebody write to a number of ours: who it is, and the webhook that tells it. Null where there is no such number. */
export function play(world: World, wanted: Play, now: number): Played | null {
  const number = world.numbers.find(({ id }) => !wanted.numberId || id === wanted.numberId);
  if (!number) return null;
  const person = whoWrites(world, wanted);
  person.wroteAt.set(number.id, now);
  const wamid = newWamid();
  const written = { wamid, at: now, content: contentOf(world, wanted), ad: adOf(wanted) };
  return { number, person, wamid, payload: messagePayload(number, person, written) };
}

function whoWrites(world: World, { again, name, phone, isHidden }: Play): Person {
  const sameAgain = world.people.find(({ userId }) => userId === again);
  if (sameAgain) return sameAgain;
  const digits = phoneOf(phone);
  const userId = demoUserId(digits);
  const known = world.people.find((person) => person.userId === userId);
  if (known) return Object.assign(known, name ? { name } : {});
  const person: Person = {
    name: name || (NAMES[randomInt(NAMES.length)] ?? ''),
    phone: isHidden ? null : digits,
    userId,
    wroteAt: new Map(),
    heardAt: new Map(),
  };
  world.people.push(person);
  return person;
}

/** Digits with the country's code; made up where none are given, in a range that Brazilian networks do not assign. */
function phoneOf(typed: string | undefined): string {
  const digits = (typed ?? '').replace(/\D/g, '').slice(0, 15);
  if (digits.length >= 12) return digits;
  if (digits.length >= 10) return `55${digits}`;
  return `551190${String(randomInt(10_000_000)).padStart(7, '0')}`;
}

function adOf({ ad, adId }: Play): Ad | null {
  if (!ad && !adId) return null;
  const id =
    adId ||
    String(
      BigInt(
        `0x${createHash('sha256')
          .update(ad ?? '')
          .digest('hex')
          .slice(0, 14)}`,
      ),
    );
  return {
    id,
    headline: ad || 'Fale com a gente',
    body: 'Energia solar sem entrada',
    url: `https://fb.me/${id.slice(0, 9)}`,
    clickId: `AR${createHash('sha256')
      .update(`click ${id} ${randomInt(1_000_000)}`)
      .digest('base64url')}`,
  };
}

function contentOf(world: World, { text, code, kind }: Play): Record<string, unknown> & { type: string } {
  const words = [text || (kind === 'image' || kind === 'document' ? '' : 'Oi'), code]
    .filter(Boolean)
    .join(' ');
  if (kind === 'location')
    return { type: kind, location: { latitude: -23.561414, longitude: -46.655881, name: words || 'Casa' } };
  if (kind !== 'image' && kind !== 'document') return { type: 'text', text: { body: words.slice(0, 4_096) } };
  const id = `90${randomInt(10_000_000, 99_999_999)}${kind === 'document' ? 7 : 1}`;
  const media = mediaOf(world, id);
  const sha256 = createHash('sha256')
    .update(media?.bytes ?? '')
    .digest('base64');
  const file = { id, mime_type: media?.mimeType, sha256, ...(words && { caption: words.slice(0, 1_024) }) };
  return {
    type: kind,
    [kind]: { ...file, ...(kind === 'document' && { filename: `conta-de-luz-${id}.pdf` }) },
  };
}
