import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { FACTS, type FactKind, type FactValue, type FactWrite, writeFacts } from './fact-writes.ts';
import type { Bulk } from './internal.ts';
import { type LastEvent, readLastEvents } from './last-events.ts';
import { lockVisible } from './lock-visible.ts';
import type { Fate } from './rules.ts';

/** Gives contacts their earlier status, origin, owner, type or activity back, where nobody touched them since. */
export async function restoreFacts(
  ctx: Ctx,
  kind: FactKind,
  { ids, bulk, undoChangeId }: { ids: number[]; bulk: Bulk; undoChangeId: string },
): Promise<Map<number, Fate>> {
  const live = await lockLiveValues(ctx, kind);
  const seen = new Set(await lockVisible(ctx, ids));
  // Read after the locks: whoever held one before us has told what they did by now.
  const last = await readLastEvents(ctx, [...seen]);
  const writes: FactWrite[] = [];
  const fates = new Map<number, Fate>();
  for (const id of ids) {
    const event = last.get(id);
    const write = event && writeBack(id, kind, event);
    if (!seen.has(id)) fates.set(id, 'missing');
    else if (!write || event.changeId !== bulk.changeId) fates.set(id, 'touched');
    else if (!isLive(live, write.value)) fates.set(id, 'gone');
    else {
      fates.set(id, 'restored');
      writes.push(write);
    }
  }
  await writeFacts(ctx, kind, { writes, changeId: undoChangeId });
  return fates;
}

function writeBack(id: number, kind: FactKind, { before }: LastEvent): FactWrite {
  const value = before[FACTS[kind].key];
  const { statusSince } = before;
  return {
    id,
    value: isFactValue(value) ? value : null,
    since: typeof statusSince === 'string' ? statusSince : null,
  };
}

function isFactValue(value: unknown): value is FactValue {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isLive(live: Set<number> | null, value: FactValue): boolean {
  return live === null || value === null || live.has(Number(value));
}

/** What contacts may point at again, locked against going away; null where they point at nothing. Before any contact, as everywhere. */
async function lockLiveValues(ctx: Ctx, kind: FactKind): Promise<Set<number> | null> {
  const workspaceId = ctx.workspace.id;
  const found = {
    status: sql`select id from statuses where workspace_id = ${workspaceId} and retired_at is null order by id for key share`,
    origin: sql`select id from origins where workspace_id = ${workspaceId} and merged_into_id is null order by id for key share`,
    owner: sql`
      select user_id as id from memberships where workspace_id = ${workspaceId} and deactivated_at is null
      order by user_id for key share`,
    type: null,
    active: null,
  }[kind];
  if (found === null) return null;
  const rows = await ctx.db.execute<{ id: string }>(found);
  return new Set([...rows].map(({ id }) => Number(id)));
}
