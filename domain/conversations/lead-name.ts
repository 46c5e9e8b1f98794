import { formatPhone } from '#lib/phone.ts';
import { cleanLine, cutText } from '#lib/text.ts';
import { NAME_MAX } from '../contacts/rules.ts';

/** What a new lead may be called by. */
export type Named = { profileName: string; username: string; phone: string | null; userId: string | null };

/**
 * First and last name of a new lead: as they call themselves, else their user name, else their phone as people of `country` write it, else the end of
 * their id. Never empty; what has no place in a line is left out.
 */
export function leadName(person: Named, country: string): { firstName: string; lastName: string } {
  const { profileName, username, phone, userId } = person;
  const called = lineOf(profileName) || lineOf(username);
  const name = called || (phone === null ? '' : formatPhone(phone, country));
  if (name === '' || name === called) return split(name || `WhatsApp …${(userId ?? '').slice(-4)}`);
  // A phone is one word, however it is spaced.
  return { firstName: cutText(name, NAME_MAX), lastName: '' };
}

/** The name that a conversation shows where there is no contact. */
export function profileLine(text: string): string {
  return cutText(lineOf(text), NAME_MAX * 2);
}

function split(name: string): { firstName: string; lastName: string } {
  const space = name.indexOf(' ');
  const [first, last] = space < 0 ? [name, ''] : [name.slice(0, space), name.slice(space + 1)];
  return { firstName: cutText(first, NAME_MAX), lastName: cutText(last, NAME_MAX) };
}

const UNFIT = /[\p{Cc}\p{Cs}\ufffd]+/gu;

function lineOf(text: string): string {
  const cleaned = cleanLine(cutText(text, 1_000).replace(UNFIT, ' '));
  return cleaned.ok ? cleaned.value : '';
}
