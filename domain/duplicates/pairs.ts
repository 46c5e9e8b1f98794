import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import type { Likeness } from './rules.ts';

export type Found = Likeness & { lowId: number; highId: number };

const AT_ONCE = 2_000;

/**
 * Keeps pairs that were found, each under the surest reason that was found since `since`; one that somebody has dismissed stays dismissed.
 * Returns how many.
 */
export async function keepPairs(
  db: Db | Tx,
  { workspaceId, since }: { workspaceId: number; since: Date },
  found: Found[],
): Promise<number> {
  const surest = new Map<string, Found>();
  for (const pair of found) {
    const key = `${pair.lowId} ${pair.highId}`;
    if (pair.score > (surest.get(key)?.score ?? 0)) surest.set(key, pair);
  }
  const pairs = [...surest.values()];
  for (let from = 0; from < pairs.length; from += AT_ONCE) {
    const some = JSON.stringify(pairs.slice(from, from + AT_ONCE));
    await db.execute(sql`
      insert into duplicate_pairs as p (workspace_id, low_id, high_id, reason, score, found_at)
      select ${workspaceId}::bigint, "lowId", "highId", reason, score, now()
      from jsonb_to_recordset(${some}::jsonb) as found ("lowId" bigint, "highId" bigint, reason text, score double precision)
      order by 2, 3
      on conflict (workspace_id, low_id, high_id) do update
      set reason = excluded.reason, score = excluded.score, found_at = excluded.found_at
      where p.dismissed_at is null and (excluded.score >= p.score or p.found_at < ${since.toISOString()})`);
  }
  return pairs.length;
}
