import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';
import { isClockTrigger, isSegmentTrigger, listensTo } from './trigger-rules.ts';
import type { Definition } from './types.ts';

/**
 * Writes down what an automation listens to from now on, inside the caller's transaction, which turns it on, or gives it a new version: events, the
 * clock, who is in a segment. Null: to nothing, it is off. Has no event: that is the caller's. @throws `forbidden`.
 */
export async function writeListeners(
  ctx: Ctx,
  automationId: number,
  definition: Pick<Definition, 'trigger'> | null,
): Promise<void> {
  authorize(ctx, 'automation.write');
  const w = ctx.workspace.id;
  const trigger = definition?.trigger ?? null;
  const kinds = sql`${`{${trigger ? listensTo(trigger).join(',') : ''}}`}::text[]`;
  await ctx.db.execute(sql`
    delete from automation_listeners
    where workspace_id = ${w} and automation_id = ${automationId} and event_kind <> all(${kinds})`);
  await ctx.db.execute(sql`
    insert into automation_listeners (workspace_id, event_kind, automation_id)
    select ${w}, kind, ${automationId} from unnest(${kinds}) as kind on conflict do nothing`);
  // What came due before was none of its business; a new version goes on from where the old one was.
  await ctx.db.execute(sql`
    update automations
    set clock_seen_at = ${trigger && isClockTrigger(trigger) ? sql`coalesce(clock_seen_at, now())` : sql`null`}
    where workspace_id = ${w} and id = ${automationId}`);
  await watchSegments(ctx, trigger && isSegmentTrigger(trigger) ? trigger.segmentId : null);
}

/** Watches this segment too, and no longer those that no automation listens for. */
async function watchSegments(ctx: Ctx, segmentId: number | null): Promise<void> {
  const w = ctx.workspace.id;
  if (segmentId !== null)
    await ctx.db.execute(sql`
      insert into watched_segments (workspace_id, segment_id) values (${w}, ${segmentId}) on conflict do nothing`);
  await ctx.db.execute(sql`
    delete from watched_segments s
    where s.workspace_id = ${w} and s.segment_id is distinct from ${segmentId}::bigint and not exists (
      select from automations a
      join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
      where a.workspace_id = ${w} and (v.definition -> 'trigger' ->> 'segmentId')::bigint = s.segment_id
        and exists (select from automation_listeners l where l.workspace_id = ${w} and l.automation_id = a.id))`);
  if (segmentId !== null) await wakeWorker(ctx, 'match-events');
}
