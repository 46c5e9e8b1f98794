import type { Role } from '#db/values.ts';

/** A workspace keeps at most so many groups: beyond it nobody finds one in a menu. */
export const GROUPS_MAX = 500;

/** So many contacts at most join or leave a group at once; more of them are the work of a bulk change. */
export const MEMBERS_AT_ONCE = 1_000;

/**
 * Whether somebody may rename or delete a group: managers and admins any, sales staff those that they made. Contacts may be put into any and taken
 * out of it by all.
 */
export function mayChangeGroup(
  who: { role: Role; userId: number },
  group: { createdBy: number | null },
): boolean {
  return who.role !== 'sales' || group.createdBy === who.userId;
}
