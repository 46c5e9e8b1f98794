/** A piece of a text: plain, or an address that may be followed. */
export type Piece = { text: string; href: string | null };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** What ends a sentence is no part of the address before it. */
const TRAILING = new Set('.,;:!?…)]}*_~');
/** Anybody may write anything: what is longer is no address that somebody wants to follow. */
const LONGEST = 2_048;

/** A text taken apart at its http and https addresses; everything else is text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    if (match[0].length > LONGEST) continue;
    const written = trimmed(match[0]);
    const url = URL.parse(written);
    if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) continue;
    if (match.index > at) pieces.push({ text: text.slice(at, match.index), href: null });
    pieces.push({ text: written, href: url.href });
    at = match.index + written.length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), href: null });
  return pieces;
}

/** A bracket that the address itself opened belongs to it. */
function trimmed(address: string): string {
  let end = address.length;
  while (end > 0 && TRAILING.has(address.charAt(end - 1))) end -= 1;
  const short = address.slice(0, end);
  const isOpen = short.split('(').length > short.split(')').length;
  return isOpen && address[short.length] === ')' ? `${short})` : short;
}
