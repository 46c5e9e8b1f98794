import 'server-only';

/** The text of a request's body, or null when it is longer than `most` bytes; what is beyond is never read. */
export async function readBounded(request: Request, most: number): Promise<string | null> {
  if (!request.body) return '';
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.byteLength;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
