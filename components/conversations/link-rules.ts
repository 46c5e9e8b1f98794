/** A piece of a text: plain, or an address that may be followed. */
export type Piece = { text: string; href: string | null };

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/giu;
/** What ends a sentence is no part of the address before it. */
const TRAILING = /[.,;:!?…)\]}*_~]+$/u;

/** A text taken apart at its http and https addresses; everything else is text. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
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
  const short = address.replace(TRAILING, '');
  const isOpen = short.split('(').length > short.split(')').length;
  return isOpen && address[short.length] === ')' ? `${short})` : short;
}
