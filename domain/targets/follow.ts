import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { workspaceEvents } from '#db/schema/events.ts';
import { targets } from '#db/schema/targets.ts';
import type { TargetKind } from '#db/target-values.ts';
import type { Ctx } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { deletedFacts, type TargetFacts, targetFacts } from './input.ts';
import { changed, columnsOf, factsOf, requireNamed, thisTarget } from './internal.ts';
import { selectTargets, type Target } from './list.ts';

type Thing = { kind: TargetKind; id: number };

/**
 * What becomes of the targets of a status or origin that goes, inside the caller's transaction, under its `changeId`: they are of the one that takes its
 * place (`toId`) from now on, but where that one has the same target already, or nothing takes its place, they go. Whoever calls has authorised.
 */
export async function followTargets(
  ctx: Ctx,
  thing: Thing,
  { toId, changeId }: { toId: number | null; changeId: string },
): Promise<void> {
  for (const target of await targetsOf(ctx, thing)) {
    const before = factsOf(target);
    const after = toId === null ? null : { ...before, thingId: toId };
    const event = { subject: 'target', subjectId: target.id, before, changeId } as const;
    if (after && !(await isTaken(ctx, after))) {
      await change(ctx, target.id, after);
      await recordWorkspaceEvent(ctx, { ...event, kind: 'target.updated', after });
    } else {
      await ctx.db.delete(targets).where(thisTarget(ctx, target.id));
      const gone = { ...before, version: target.version };
      await recordWorkspaceEvent(ctx, { ...event, before: gone, kind: 'target.deleted' });
    }
  }
}

/** Takes `followTargets` back where nobody has set the target otherwise since. Whoever calls has authorised, and has brought the thing back. */
export async function retakeTargets(ctx: Ctx, { changeId }: { changeId: string }): Promise<void> {
  const events = await ctx.db
    .select({
      id: workspaceEvents.subjectId,
      before: workspaceEvents.before,
      after: workspaceEvents.after,
    })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.subjectKind, 'target'),
        or(eq(workspaceEvents.kind, 'target.updated'), eq(workspaceEvents.kind, 'target.deleted')),
      ),
    )
    .orderBy(workspaceEvents.id);
  for (const { id, ...event } of events) {
    const { version, ...before } = deletedFacts.parse(event.before);
    if (await isTaken(ctx, before)) continue;
    const [now] = await selectTargets(ctx, thisTarget(ctx, id));
    const after = event.after === null ? null : targetFacts.parse(event.after);
    const isAsLeft = JSON.stringify(now ? factsOf(now) : null) === JSON.stringify(after);
    if (!isAsLeft) continue;
    await requireNamed(ctx, { ...before, ownerId: null });
    if (now) await change(ctx, id, before);
    else await bringBack(ctx, id, before, version + 1);
    const told = { subject: 'target', subjectId: id, after: before, changeId } as const;
    if (after) await recordWorkspaceEvent(ctx, { ...told, kind: 'target.updated', before: after });
    else await recordWorkspaceEvent(ctx, { ...told, kind: 'target.created' });
  }
}

async function change(ctx: Ctx, id: number, facts: TargetFacts): Promise<void> {
  await ctx.db
    .update(targets)
    .set({ ...columnsOf(facts), ...changed() })
    .where(thisTarget(ctx, id));
}

async function bringBack(ctx: Ctx, id: number, facts: TargetFacts, version: number): Promise<void> {
  await ctx.db.insert(targets).values({ workspaceId: ctx.workspace.id, id, version, ...columnsOf(facts) });
}

async function targetsOf(ctx: Ctx, { kind, id }: Thing): Promise<Target[]> {
  const column = kind === 'status' ? targets.statusId : targets.originId;
  const where = and(eq(targets.workspaceId, ctx.workspace.id), eq(column, id));
  // Held in one order, so that two who take the same away wait for each other.
  await ctx.db.select({ id: targets.id }).from(targets).where(where).orderBy(targets.id).for('update');
  return selectTargets(ctx, where);
}

async function isTaken(ctx: Ctx, facts: TargetFacts): Promise<boolean> {
  const { kind, statusId, originId, ownerId, span } = columnsOf(facts);
  const same = and(
    eq(targets.workspaceId, ctx.workspace.id),
    eq(targets.kind, kind),
    eq(targets.span, span),
    sql`${targets.statusId} is not distinct from ${statusId}`,
    sql`${targets.originId} is not distinct from ${originId}`,
    ownerId === null ? isNull(targets.ownerId) : eq(targets.ownerId, ownerId),
  );
  return (await ctx.db.$count(targets, same)) > 0;
}
