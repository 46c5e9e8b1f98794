import 'server-only';

/** The text of a request's body, or null when it is longer than `most` bytes; what is beyond is never read. */
export async function readBounded(request: Request, most: number): Promise<string | null> {
  return (await readBytes(request, most))?.toString('utf8') ?? null;
}

type Limits = {
  /** A body that takes longer throws. */
  patienceMs?: number;
  /** Told of each part before it is kept; may throw. */
  onPart?: (bytes: number) => void;
};

/** The same as bytes. */
export async function readBytes(
  request: Request,
  most: number,
  { patienceMs, onPart }: Limits = {},
): Promise<Buffer | null> {
  if (Number(request.headers.get('content-length')) > most) return null;
  const reader = (request.body as ReadableStream<Uint8Array> | null)?.getReader();
  if (!reader) return Buffer.alloc(0);
  const timer = patienceMs && setTimeout(() => void reader.cancel().catch(() => {}), patienceMs);
  const started = performance.now();
  try {
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (patienceMs && performance.now() - started > patienceMs) throw new Error('a body came too slowly');
      if (done) return Buffer.concat(parts);
      length += value.byteLength;
      if (length > most) {
        void reader.cancel().catch(() => {});
        return null;
      }
      onPart?.(value.byteLength);
      parts.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}
