import type { Rehearsed } from './rehearse.ts';

/** So many rehearsals stay in memory, of all workspaces, each for so long: its pages are of one replay, and asked for one after another. */
const KEPT = 4;
const KEPT_MS = 10 * 60_000;

type Kept = { versionId: number; at: number; rehearsed: Promise<Rehearsed> };

// Pages and handlers are bundled apart, and would have a memory each.
const held = globalThis as unknown as { chatBotRehearsals?: Map<string, Kept> };
const kept = held.chatBotRehearsals ?? new Map<string, Kept>();
held.chatBotRehearsals = kept;

type Wanted = { key: string; versionId: number; since: number; now: number };

/**
 * The rehearsal that was made last, if it is of this version, young enough and not from before `since`; else a new one. Asked for twice at once it is made
 * once. Another process makes its own.
 */
export function remember(
  { key, versionId, since, now }: Wanted,
  make: () => Promise<Rehearsed>,
): Promise<Rehearsed> {
  const last = kept.get(key);
  if (last && last.versionId === versionId && last.at >= since && now - last.at < KEPT_MS)
    return last.rehearsed;
  const made: Kept = { versionId, at: now, rehearsed: make() };
  kept.delete(key);
  kept.set(key, made);
  for (const [old] of [...kept].slice(0, -KEPT)) kept.delete(old);
  // One that failed is made again when somebody asks again.
  made.rehearsed.catch(() => {
    if (kept.get(key) === made) kept.delete(key);
  });
  return made.rehearsed;
}
