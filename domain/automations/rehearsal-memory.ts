import type { Rehearsed } from './rehearse.ts';

/** So many rehearsals stay in memory, of all workspaces, each for so long: its pages are of one replay, and asked for one after another. */
const KEPT = 4;
const KEPT_MS = 10 * 60_000;

type Kept = { versionId: number; at: number; isMade: boolean; rehearsed: Promise<Rehearsed> };
type Memory = { kept: Map<string, Kept>; lines: Map<number, Promise<unknown>> };

// Pages and handlers are bundled apart, and would have a memory each.
const held = globalThis as unknown as { chatBotRehearsals?: Memory };
held.chatBotRehearsals ??= { kept: new Map(), lines: new Map() };
const { kept, lines } = held.chatBotRehearsals;

type Wanted = { workspaceId: number; automationId: number; versionId: number; since: number; now: number };

/**
 * The rehearsal that was made last, if it is of this version, young enough and not from before `since` (which cannot be later than now), or that is being
 * made; else a new one, once the others of its workspace are made: a workspace has one under way. Another process makes its own.
 */
export function remember(
  { workspaceId, automationId, versionId, since, now }: Wanted,
  make: () => Promise<Rehearsed>,
): Promise<Rehearsed> {
  const key = `${workspaceId} ${automationId}`;
  const last = kept.get(key);
  const isYoung = last && last.at >= Math.min(since, now) && now - last.at < KEPT_MS;
  if (last?.versionId === versionId && (isYoung || !last.isMade)) return last.rehearsed;
  const made: Kept = { versionId, at: now, isMade: false, rehearsed: inLine(workspaceId, make) };
  kept.delete(key);
  kept.set(key, made);
  made.rehearsed.then(
    () => {
      made.isMade = true;
      forgetOldest();
    },
    // One that failed is made again when somebody asks again.
    () => {
      if (kept.get(key) === made) kept.delete(key);
    },
  );
  return made.rehearsed;
}

/** What is being made is forgotten by nobody: it would be made a second time beside the first. */
function forgetOldest(): void {
  const old = [...kept].filter(([, { isMade }]) => isMade).slice(0, -KEPT);
  for (const [key] of old) kept.delete(key);
}

function inLine(workspaceId: number, make: () => Promise<Rehearsed>): Promise<Rehearsed> {
  const before = lines.get(workspaceId);
  const mine = before ? before.then(make, make) : make();
  lines.set(workspaceId, mine);
  const leave = () => {
    if (lines.get(workspaceId) === mine) lines.delete(workspaceId);
  };
  mine.then(leave, leave);
  return mine;
}
