import { cutText } from '#lib/text.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** What another server said, as it may be kept and shown: of at most `max` UTF-16 units, control and direction characters gone, line ends and tabs kept. */
export function keptText(said: string, max: number): string {
  return cutText(said.replaceAll('\r\n', '\n').replace(UNSEEN, '').toWellFormed(), max);
}
