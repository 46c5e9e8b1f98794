/**
 * Which item of a menu a key leads to: its place in `texts`, or null when the key means nothing here. `current` is -1 while
 * no item has the focus; `typed` are the letters pressed shortly before, so that "co" finds "Contatado" past "Cancelado".
 */
export function itemForKey(key: string, texts: string[], current: number, typed: string): number | null {
  const last = texts.length - 1;
  if (last < 0) return null;
  if (key === 'ArrowDown') return current >= last ? 0 : current + 1;
  if (key === 'ArrowUp') return current <= 0 ? last : current - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  if (key.length !== 1 || key === ' ') return null;
  const found = itemForText(typed + key, texts, current);
  return found ?? itemForText(key, texts, current);
}

function itemForText(text: string, texts: string[], current: number): number | null {
  const wanted = plain(text);
  // A single letter goes on to the next item with it; more letters may stay on the same one.
  const from = text.length === 1 ? current + 1 : Math.max(current, 0);
  for (let step = 0; step < texts.length; step += 1) {
    const index = (from + step) % texts.length;
    if (plain(texts[index] ?? '').startsWith(wanted)) return index;
  }
  return null;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
