const ENTRIES_MAX = 500;

/**
 * The value of `key` in `held`, worked out anew when it is older than `seconds`; many who ask at once share one working-out, and a
 * failure is not remembered. Oldest entries leave when there are too many.
 */
export function remember<T>(
  held: Map<string, { value: Promise<T>; until: number }>,
  key: string,
  seconds: number,
  make: () => Promise<T>,
  now = Date.now(),
): Promise<T> {
  const known = held.get(key);
  if (known && known.until > now) return known.value;
  const value = make();
  held.delete(key);
  held.set(key, { value, until: now + seconds * 1000 });
  value.catch(() => held.delete(key));
  const [oldest] = held.keys();
  if (held.size > ENTRIES_MAX && oldest !== undefined) held.delete(oldest);
  return value;
}
