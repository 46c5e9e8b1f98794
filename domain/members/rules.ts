import type { Role } from '#db/values.ts';

type Standing = { userId: number; role: Role; isActive: boolean };

/** Whether `member` is the only one left who may manage the workspace. */
export function isLastAdmin(members: Standing[], member: Standing): boolean {
  const admins = members.filter((one) => one.isActive && one.role === 'admin');
  return admins.length === 1 && admins[0]?.userId === member.userId;
}

/** Why a member may not be deactivated as asked, or null when they may. */
export function whyNotDeactivate(
  members: Standing[],
  member: Standing,
  facts: { contactTotal: number; contactsTo: number | null | undefined },
): 'last_admin' | 'target_needed' | 'bad_target' | null {
  if (isLastAdmin(members, member)) return 'last_admin';
  if (facts.contactTotal > 0 && facts.contactsTo === undefined) return 'target_needed';
  return mayReceive(members, member, facts.contactsTo ?? null) ? null : 'bad_target';
}

/** Whether the contacts of `member` may go to `target` (null: nobody). */
export function mayReceive(members: Standing[], member: Standing, target: number | null): boolean {
  if (target === null) return true;
  return members.some((one) => one.userId === target && one.isActive && one.userId !== member.userId);
}
