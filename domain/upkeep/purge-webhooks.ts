import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { BATCH, inBatches } from '../in-batches.ts';
import { IS_VOUCHED } from '../whatsapp/vouched.ts';

/** Raw webhooks are kept so long, unless a workspace says otherwise. */
const KEEP_DAYS = 30;
/** What waits for a message or a person that has not come within this time waits in vain: Meta tells things again for a week. */
const WAITING_DAYS = 8;

export type PurgedWebhooks = { posts: number; items: number; givenUp: number; routed: number };

/**
 * Removes what webhooks told longer ago than its workspace keeps it (30 days before `now` unless it says otherwise), and posts when no workspace keeps any as long. Gives up what
 * has waited for eight days. What came for a number in the moment that it was connected goes to its workspace.
 */
export async function purgeWebhooks(db: Db, now = new Date()): Promise<PurgedWebhooks> {
  const longest = await readLongestKept(db);
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();
  const items = await inBatches(async () => {
    // Workspace by workspace: where all are asked at once, what one keeps for a year is read for another that keeps a week.
    const gone = await db.execute(sql`
      delete from webhook_items where ctid = any(array(
        select old.ctid
        from (
          select w.id, coalesce(s.keep_events_days, ${KEEP_DAYS}) as days
          from workspaces w left join whatsapp_settings s on s.workspace_id = w.id
          union all select 0, ${KEEP_DAYS}
        ) kept cross join lateral (
          select i.ctid from webhook_items i
          where i.workspace_id = kept.id and i.outcome is not null
            and i.received_at < ${now.toISOString()}::timestamptz - make_interval(days => kept.days)
          order by i.received_at, i.id limit ${BATCH}
        ) old
        limit ${BATCH}))`);
    return gone.count;
  });
  const posts = await inBatches(async () => {
    const gone = await db.execute(sql`
      delete from webhook_posts where id in (
        select id from webhook_posts
        where received_at < ${before(longest)} and split_at is not null limit ${BATCH})`);
    return gone.count;
  });
  const givenUp = await inBatches(async () => {
    const left = await db.execute(sql`
      update webhook_items set outcome = 'ignored', waits_for = null
      where ctid = any(array(
        select ctid from webhook_items
        where outcome = 'waiting' and received_at < ${before(WAITING_DAYS)} limit ${BATCH}))`);
    return left.count;
  });
  return { posts, items, givenUp, routed: await routeLate(db) };
}

async function readLongestKept(db: Db): Promise<number> {
  const [row] = await db.execute<{ longest: number }>(
    sql`select greatest(max(keep_events_days), ${KEEP_DAYS})::int as longest from whatsapp_settings`,
  );
  return row?.longest ?? KEEP_DAYS;
}

async function routeLate(db: Db): Promise<number> {
  const routed = await db.execute(sql`
    update webhook_items i
    set workspace_id = n.workspace_id, outcome = null, reason = null, processed_at = null, attempts = 0,
      next_try_at = now()
    from whatsapp_numbers n
    where i.workspace_id = 0 and i.phone_number_id = n.phone_number_id and n.disconnected_at is null
      and ${IS_VOUCHED}`);
  return routed.count;
}
