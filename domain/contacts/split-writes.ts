import { sql } from 'drizzle-orm';
import { actorId, type Ctx } from '../ctx.ts';
import type { Taken } from './merge-record.ts';
import { restoreBelongings } from './trash.ts';

type Pair = { intoId: number; fromId: number };

/** Gives a contact whose row is back everything that the other one still holds of it. */
export async function takeBelongingsBack(ctx: Ctx, { intoId, fromId }: Pair, taken: Taken): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.execute(sql`
    update contact_identities i set contact_id = ${fromId}
    from jsonb_to_recordset(${JSON.stringify(taken.identities)}::jsonb) as kept (kind text, value text)
    where i.workspace_id = ${workspaceId} and i.contact_id = ${intoId} and i.kind = kept.kind and i.value = kept.value`);
  await ctx.db.execute(sql`
    update consents set contact_id = ${fromId}
    where workspace_id = ${workspaceId} and contact_id = ${intoId}
      and id in (select value::bigint from jsonb_array_elements_text(${JSON.stringify(taken.consents)}::jsonb))`);
  await ctx.db.execute(sql`
    update tasks set contact_id = ${fromId}
    where workspace_id = ${workspaceId} and contact_id = ${intoId} and id = any(${`{${taken.tasks.join(',')}}`}::bigint[])`);
  await ctx.db.execute(sql`
    update automation_runs set contact_id = ${fromId}
    where workspace_id = ${workspaceId} and contact_id = ${intoId} and id = any(${`{${taken.runs.join(',')}}`}::bigint[])`);
  await restoreBelongings(ctx, fromId, { ...taken, identities: [] });
}

/** Remembers that somebody took them for two people, so that they are not proposed again. */
export async function dismissSplit(ctx: Ctx, one: number, other: number): Promise<void> {
  await ctx.db.execute(sql`
    insert into duplicate_pairs (workspace_id, low_id, high_id, reason, score, found_at, dismissed_at, dismissed_by)
    values (${ctx.workspace.id}, ${Math.min(one, other)}, ${Math.max(one, other)}, 'split', 0, now(), now(), ${actorId(ctx)}::bigint)
    on conflict (workspace_id, low_id, high_id)
    do update set dismissed_at = now(), dismissed_by = excluded.dismissed_by`);
}
