import { eq } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import type { Assignment, Reopening } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { WEEKDAYS } from './hours-rules.ts';
import type { AutoLeadRow } from './lock.ts';
import { originNames } from './origin-names.ts';
import { readHours, readMemberIds } from './stored.ts';
import type { WorkingHours } from './types.ts';

/** Auto Lead as its form shows it: what is not set is null, and not filled in. */
export type AutoLeadSettings = {
  isOn: boolean;
  statusId: number | null;
  originId: number | null;
  assignment: Assignment;
  personId: number | null;
  memberIds: number[];
  openLimit: number | null;
  workingHours: WorkingHours | null;
  reopening: Reopening;
  reopenStatusId: number | null;
  reactivates: boolean;
};

const UNSET: AutoLeadSettings = {
  isOn: false,
  statusId: null,
  originId: null,
  assignment: 'nobody',
  personId: null,
  memberIds: [],
  openLimit: null,
  workingHours: null,
  reopening: 'lost',
  reopenStatusId: null,
  reactivates: true,
};

/** The settings in a row, or as they are where there never was one. Fields in one order, so that two can be compared. */
export function settingsOf(row: AutoLeadRow | undefined): AutoLeadSettings {
  if (!row) return UNSET;
  return {
    isOn: row.isOn,
    statusId: row.statusId,
    originId: row.originId,
    assignment: row.assignment,
    personId: row.personId,
    memberIds: readMemberIds(row.memberIds),
    openLimit: row.openLimit,
    workingHours: inOrder(readHours(row.workingHours)),
    reopening: row.reopening,
    reopenStatusId: row.reopenStatusId,
    reactivates: row.reactivates,
  };
}

/** The settings of the workspace, a default origin that was merged as the one it went into. @throws `forbidden`. */
export async function getAutoLead(ctx: Ctx): Promise<AutoLeadSettings & { version: number }> {
  authorize(ctx, 'auto_lead.manage');
  const [row] = await ctx.db.select().from(autoLeads).where(eq(autoLeads.workspaceId, ctx.workspace.id));
  const settings = settingsOf(row);
  if (settings.originId === null) return { ...settings, version: row?.version ?? 1 };
  const { originId } = (await originNames(ctx))(settings.originId);
  return { ...settings, originId, version: row?.version ?? 1 };
}

/** jsonb keeps keys in an order of its own. */
function inOrder(hours: WorkingHours | null): WorkingHours | null {
  return hours && Object.fromEntries(WEEKDAYS.flatMap((day) => (hours[day] ? [[day, hours[day]]] : [])));
}
