import type { ImportState } from '#db/values.ts';

/** States in which the worker has something to do. */
export const AT_WORK: readonly ImportState[] = ['reading', 'checking', 'queued', 'running', 'undoing'];

/** States in which a person may change the plan: the file is read, and nothing of it is written. */
export const PLANNABLE: readonly ImportState[] = ['mapping', 'settling', 'ready'];

/** States in which an import may be thrown away, file and rows: nothing of it became a contact, or its end is long over. */
export const DISCARDABLE: readonly ImportState[] = ['uploading', 'mapping', 'settling', 'ready', 'failed'];

/** How long what an import did can be taken back, and how long its rows are kept. */
const UNDO_DAYS = 30;

/** Until when a finished import may be undone, or null when it may not (any more). Pure. */
export function undoableUntil(one: { state: ImportState; finishedAt: Date | null }, now: Date): Date | null {
  if (!['done', 'cancelled', 'failed'].includes(one.state) || !one.finishedAt) return null;
  const until = new Date(one.finishedAt.getTime() + UNDO_DAYS * 86_400_000);
  return until > now ? until : null;
}
