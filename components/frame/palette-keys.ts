const PAGE = 8;

/** Which of `ids` a key leads to from `activeId`, or null when the key is none of the list's. Arrows go round, pages stop at the ends. */
export function nextOption(key: string, ids: string[], activeId: string | null): string | null {
  const at = ids.indexOf(activeId ?? '');
  const last = ids.length - 1;
  switch (key) {
    case 'ArrowDown':
      return ids[at === last ? 0 : at + 1] ?? null;
    case 'ArrowUp':
      return ids[at <= 0 ? last : at - 1] ?? null;
    case 'PageDown':
      return ids[Math.min(at + PAGE, last)] ?? null;
    case 'PageUp':
      return ids[Math.max(at - PAGE, 0)] ?? null;
    case 'Home':
      return ids[0] ?? null;
    case 'End':
      return ids[last] ?? null;
    default:
      return null;
  }
}
