import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { workspaceEvents } from '#db/schema/events.ts';
import { originMerges, origins } from '#db/schema/origins.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

/** A merge that stands. It can be taken back once its target is not itself merged away. */
export type OriginMerge = {
  id: number;
  from: { id: number; name: string };
  into: { id: number; name: string };
  mergedAt: Date;
  movedTotal: number;
};

/** The workspace's standing merges, newest first. */
export async function listOriginMerges(ctx: Ctx): Promise<OriginMerge[]> {
  authorize(ctx, 'origin.read');
  const from = alias(origins, 'from_origin');
  const into = alias(origins, 'into_origin');
  return ctx.db
    .select({
      id: originMerges.id,
      from: { id: from.id, name: from.name },
      into: { id: into.id, name: into.name },
      mergedAt: originMerges.mergedAt,
      movedTotal: sql<number>`coalesce((${workspaceEvents.after} ->> 'movedTotal')::int, 0)`,
    })
    .from(originMerges)
    .innerJoin(from, and(eq(from.workspaceId, originMerges.workspaceId), eq(from.id, originMerges.fromId)))
    .innerJoin(into, and(eq(into.workspaceId, originMerges.workspaceId), eq(into.id, originMerges.intoId)))
    .leftJoin(
      workspaceEvents,
      and(
        eq(workspaceEvents.workspaceId, originMerges.workspaceId),
        eq(workspaceEvents.changeId, originMerges.changeId),
        eq(workspaceEvents.kind, 'origin.merged'),
      ),
    )
    .where(and(eq(originMerges.workspaceId, ctx.workspace.id), isNull(originMerges.undoneAt)))
    .orderBy(desc(originMerges.id));
}
