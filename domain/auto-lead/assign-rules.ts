import type { Assignment } from '#db/whatsapp-values.ts';

export type Candidate = { userId: number; openTotal: number };
export type Turn = { assignment: Assignment; lastOwnerId: number | null; openLimit: number | null };

/**
 * Who gets the next lead, out of those who may; null: everybody has as many as they should. Whoever has fewest is, among equals, whoever comes
 * after the last one.
 */
export function nextOwner(turn: Turn, candidates: readonly Candidate[]): number | null {
  const { openLimit, lastOwnerId } = turn;
  const free = candidates
    .filter(({ openTotal }) => openLimit === null || openTotal < openLimit)
    .toSorted((a, b) => a.userId - b.userId);
  const after = free.findIndex(({ userId }) => userId > (lastOwnerId ?? 0));
  const inTurn = after < 0 ? free : [...free.slice(after), ...free.slice(0, after)];
  switch (turn.assignment) {
    case 'nobody':
      return null;
    case 'person':
    case 'round_robin':
      return inTurn[0]?.userId ?? null;
    case 'fewest_open': {
      const fewest = Math.min(...inTurn.map(({ openTotal }) => openTotal));
      return inTurn.find(({ openTotal }) => openTotal === fewest)?.userId ?? null;
    }
  }
}
