const DAY_MS = 86_400_000;

/** How long what was deleted can be brought back. */
export const TRASH_DAYS = 30;

/** When what was deleted at `deletedAt` is taken away for good, at the earliest. */
export function purgedAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + TRASH_DAYS * DAY_MS);
}

/** The whole days that are left to bring it back; 0: less than one, and the worker may come for it at any moment. */
export function daysLeft(deletedAt: Date, now: number): number {
  return Math.max(0, Math.floor((purgedAt(deletedAt).getTime() - now) / DAY_MS));
}
