import type { Role } from '#db/values.ts';
import { instantOfLocal, localDay } from '#lib/dates.ts';
import { mayRole } from '../authorize.ts';
import { addDays, type Days, mondayOf } from '../reports/period.ts';

/** What is told on Mondays, from this hour on by the workspace's own clocks. */
const HOUR = '08:00';
/** A worker that was away on Monday morning still tells it; later in the week it would be old. */
const LATE_MS = 48 * 3_600_000;

/** The week (Monday to Sunday) whose summary is due at `now`; null: it is too early, or too late. */
export function weekDue(now: Date, timeZone: string): Days | null {
  const monday = mondayOf(localDay(now, timeZone));
  const due = instantOfLocal(monday, HOUR, timeZone).getTime();
  if (now.getTime() < due || now.getTime() >= due + LATE_MS) return null;
  return { from: addDays(monday, -7), to: addDays(monday, -1) };
}

/** By which ways a member is told. */
export type SummaryWays = { notification: boolean; email: boolean };

/** What a member has chosen, or nothing yet: those who lead are told, sales staff when they ask to be. */
export function summaryWays(role: Role, chosen: SummaryWays | null): SummaryWays {
  const isLead = mayRole(role, 'target.write');
  return chosen ?? { notification: isLead, email: isLead };
}
