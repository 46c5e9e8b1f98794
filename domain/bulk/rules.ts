import type { BulkOutcome, BulkReason, BulkState } from '#db/values.ts';
import { UNDO_DAYS } from './change.ts';

/** How many contacts ended how; `restored` and `kept` once the act is undone, with why some were kept. */
export type BulkCounts = Partial<Record<BulkOutcome, number>> & {
  reasons?: Partial<Record<BulkReason, number>>;
};

/** What becomes of a contact when the act is undone: it is as before, or is kept for a reason. */
export type Fate = 'restored' | BulkReason;

/** Whether so many more contacts match than the preview said that the person must be asked again: one in a hundred. */
export function isMoreThanSaid(total: number, expected: number): boolean {
  return total > expected + Math.floor(expected / 100);
}

type Undoable = { state: BulkState; createdAt: Date; createdBy: number };
type Reader = { userId: number; isLead: boolean };

/** Whether whoever reads may take the act back now: they began it or lead the team, it has ended, and within 30 days. */
export function mayUndo({ state, createdAt, createdBy }: Undoable, reader: Reader, now: number): boolean {
  const hasEnded = state === 'done' || state === 'cancelled' || state === 'failed';
  const isRecent = now - createdAt.getTime() < UNDO_DAYS * 86_400_000;
  return hasEnded && isRecent && (reader.isLead || reader.userId === createdBy);
}

/** Whether the act still goes on. */
export function isAtWork(state: BulkState): boolean {
  return state === 'queued' || state === 'running' || state === 'undoing';
}
