import { and, eq, sql } from 'drizzle-orm';
import { workspaceEvents } from '#db/schema/events.ts';
import type { Ctx } from '../ctx.ts';
import { MAY_GO_ON } from './end-runs.ts';
import { lockAutomations } from './lock.ts';
import { readUses } from './uses.ts';
import type { Thing } from './uses-rules.ts';

/*
 * A step of a run holds its run first, and members, statuses or contacts after it. Whoever takes a thing away holds in the same order, until the transaction
 * ends: the automations, those of their runs that are to go on in another version, then the thing. Neither waits then for what the other holds.
 */

/** Before a thing goes whose place another one takes (null: the input names none, and will be refused). Whoever calls has authorised. */
export async function holdUses(ctx: Ctx, thing: Thing | null): Promise<void> {
  await lockAutomations(ctx);
  if (thing) await holdRuns(ctx, await readUses(ctx, thing));
}

/** Before a change is taken back (null: there is none, which will be refused). Whoever calls has authorised. */
export async function holdChanged(ctx: Ctx, changeId: string | null): Promise<void> {
  await lockAutomations(ctx);
  if (changeId === null) return;
  const changed = await ctx.db
    .selectDistinct({ id: workspaceEvents.subjectId })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.subjectKind, 'automation'),
        eq(workspaceEvents.kind, 'automation.updated'),
      ),
    );
  await holdRuns(ctx, changed);
}

async function holdRuns(ctx: Ctx, automations: readonly { id: number | null }[]): Promise<void> {
  await ctx.db.execute(sql`
    select from automation_runs r
    where r.workspace_id = ${ctx.workspace.id} and ${MAY_GO_ON}
      and r.automation_id = any(${sql.param(automations.map(({ id }) => id))}::bigint[])
    order by r.id for update`);
}
