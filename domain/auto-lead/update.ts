import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { autoLeads } from '#db/schema/auto-lead.ts';
import { memberships } from '#db/schema/memberships.ts';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { lockChoices } from '../contacts/choices.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { getAutoLead, settingsOf } from './get.ts';
import { settingsInput } from './input.ts';
import { lockAutoLead, lockSetUp } from './lock.ts';

type Facts = Omit<z.output<typeof settingsInput>, 'version'>;

/**
 * Saves how messages become leads, as one form that was seen at `version`; leads that wait are given out anew. A save that changes nothing writes
 * nothing.
 * @throws `stale` with `details: { current: AutoLeadSettings }` when somebody else saved it since; `invalid` (statusId, reopenStatusId: gone, not_open;
 * originId: required, gone; personId: required, gone; openLimit: bad_limit; workingHours: hours_…); `forbidden`.
 */
export async function updateAutoLead(ctx: Ctx, input: unknown): Promise<{ version: number }> {
  authorize(ctx, 'auto_lead.manage');
  const { version, ...facts } = parseInput(settingsInput, input);
  return inTransaction(ctx, async (tx) => {
    await lockSetUp(tx);
    const row = await lockAutoLead(tx);
    if ((row?.version ?? 1) !== version)
      throw new DomainError('stale', { details: { current: await getAutoLead(tx) } });
    await refuse(tx, facts);
    const wanted = { ...facts, memberIds: await activeAmong(tx, facts.memberIds) };
    return save(tx, settingsOf(row), wanted, version);
  });
}

async function save(ctx: Ctx, current: Facts, wanted: Facts, version: number): Promise<{ version: number }> {
  const changed = (Object.keys(wanted) as (keyof Facts)[]).filter(
    (field) => JSON.stringify(current[field]) !== JSON.stringify(wanted[field]),
  );
  if (changed.length === 0) return { version };
  await ctx.db
    .insert(autoLeads)
    .values({ workspaceId: ctx.workspace.id, ...wanted, version: version + 1 })
    .onConflictDoUpdate({
      target: autoLeads.workspaceId,
      set: { ...wanted, version: version + 1, updatedAt: sql`now()` },
    });
  const some = (facts: Facts) => Object.fromEntries(changed.map((field) => [field, facts[field]]));
  await recordWorkspaceEvent(ctx, {
    subject: 'auto_lead',
    subjectId: ctx.workspace.id,
    kind: 'auto_lead.updated',
    before: some(current),
    after: some(wanted),
  });
  return { version: version + 1 };
}

async function refuse(ctx: Ctx, facts: Facts): Promise<void> {
  const { isOn, statusId, reopenStatusId, originId, assignment, personId } = facts;
  if (isOn && originId === null) throw invalidField('originId', 'required');
  if (assignment === 'person' && personId === null) throw invalidField('personId', 'required');
  const found = await lockChoices(ctx, {
    statusId: statusId ?? undefined,
    originId: originId ?? undefined,
    ownerId: personId,
  });
  if (originId !== null && found.originId === null) throw invalidField('originId', 'gone');
  if (personId !== null && found.ownerId === null) throw invalidField('personId', 'gone');
  await refuseStatus(ctx, 'statusId', statusId);
  await refuseStatus(ctx, 'reopenStatusId', reopenStatusId);
}

async function refuseStatus(ctx: Ctx, field: string, statusId: number | null): Promise<void> {
  if (statusId === null) return;
  const [status] = await ctx.db
    .select({ kind: statuses.kind })
    .from(statuses)
    .where(
      and(eq(statuses.workspaceId, ctx.workspace.id), eq(statuses.id, statusId), isNull(statuses.retiredAt)),
    )
    .for('key share');
  if (!status) throw invalidField(field, 'gone');
  if (status.kind !== 'open') throw invalidField(field, 'not_open');
}

/** Those of them who can be given leads at all, in the order of their ids. */
async function activeAmong(ctx: Ctx, memberIds: number[]): Promise<number[]> {
  if (memberIds.length === 0) return [];
  const rows = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspace.id),
        inArray(memberships.userId, memberIds),
        isNull(memberships.deactivatedAt),
      ),
    )
    .orderBy(memberships.userId);
  // Nobody left would mean "all of sales".
  if (rows.length === 0) throw invalidField('memberIds', 'gone');
  return rows.map(({ userId }) => userId);
}
