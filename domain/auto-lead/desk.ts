import { eq, sql } from 'drizzle-orm';
import { autoLeads } from '#db/schema/auto-lead.ts';
import type { Ctx } from '../ctx.ts';
import type { Candidate, Turn } from './assign-rules.ts';
import { readHours, readMemberIds } from './stored.ts';
import type { WorkingHours } from './types.ts';

/** What it takes to say who is next. */
export type Desk = Turn & { workingHours: WorkingHours | null; candidates: Candidate[] };

/** Locks the workspace's turn until the transaction ends, and reads who may get leads and how many each has; null: nothing was ever set. */
export async function lockDesk(ctx: Ctx): Promise<Desk | null> {
  const [row] = await ctx.db
    .select()
    .from(autoLeads)
    .where(eq(autoLeads.workspaceId, ctx.workspace.id))
    .for('no key update');
  if (!row) return null;
  const { assignment, lastOwnerId, openLimit } = row;
  const asked = assignment === 'person' ? [row.personId ?? 0] : readMemberIds(row.memberIds);
  return {
    assignment,
    lastOwnerId,
    openLimit,
    workingHours: readHours(row.workingHours),
    // A statement of its own, after the lock: it sees what the holder before us gave out.
    candidates: assignment === 'nobody' ? [] : await readCandidates(ctx, asked),
  };
}

/**
 * The active ones of these members (none named: all of sales) and the open leads that each has, from the tallies. They are locked against being
 * deactivated until the transaction ends.
 */
export async function readCandidates(ctx: Ctx, asked: number[]): Promise<Candidate[]> {
  const rows = await ctx.db.execute<{ userId: string; openTotal: number }>(sql`
    with members as (
      select user_id from memberships
      where workspace_id = ${ctx.workspace.id} and deactivated_at is null
        and case when ${asked.length} = 0 then role = 'sales' else user_id = any(${sql.param(asked)}::bigint[]) end
      order by user_id for key share
    )
    select m.user_id as "userId", coalesce(sum(t.total) filter (where s.kind = 'open'), 0)::int as "openTotal"
    from members m
    left join contact_tallies t on t.workspace_id = ${ctx.workspace.id} and t.owner_id = m.user_id and t.type = 'lead' and t.is_active
    left join statuses s on s.workspace_id = t.workspace_id and s.id = t.status_id
    group by m.user_id`);
  return rows.map(({ userId, openTotal }) => ({ userId: Number(userId), openTotal }));
}
