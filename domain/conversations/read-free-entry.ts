import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import {
  type AdArrival,
  FREE_ENTRY_MS,
  FREE_OFFER_MS,
  type FreeEntry,
  freeEntryOf,
} from './free-entry-rules.ts';

/**
 * Where nothing that is sent costs anything, by conversation: with those who came by way of an ad, and were answered in time or still can be. Whoever calls
 * has authorised. For siblings.
 */
export async function readFreeEntries(
  { db, workspace }: Ctx,
  conversationIds: readonly number[],
  now = Date.now(),
): Promise<Map<number, FreeEntry>> {
  if (conversationIds.length === 0) return new Map();
  const since = new Date(now - FREE_OFFER_MS - FREE_ENTRY_MS).toISOString();
  const rows = await db.execute<{ id: string; at: string; answeredAt: string | null }>(sql`
    select ad.conversation_id as id, ad.at, (
      select min(coalesce(m.accepted_at, m.sent_at, m.at)) from messages m
      where m.workspace_id = ad.workspace_id and m.conversation_id = ad.conversation_id and m.at >= ad.at
        and m.direction = 'out' and m.state in ('accepted', 'sent', 'delivered', 'read')
    ) as "answeredAt"
    from messages ad
    where ad.workspace_id = ${workspace.id} and ad.conversation_id = any(${`{${conversationIds.join(',')}}`}::bigint[])
      and ad.at > ${since} and ad.direction = 'in' and ad.content -> 'referral' ->> 'sourceType' = 'ad'`);
  const arrivals = Map.groupBy(rows, ({ id }) => Number(id));
  return new Map(
    [...arrivals].flatMap(([id, ads]): [number, FreeEntry][] => {
      const found = freeEntryOf(ads.map(read), now);
      return found ? [[id, found]] : [];
    }),
  );
}

function read({ at, answeredAt }: { at: string; answeredAt: string | null }): AdArrival {
  return { at: new Date(at), answeredAt: answeredAt === null ? null : new Date(answeredAt) };
}
