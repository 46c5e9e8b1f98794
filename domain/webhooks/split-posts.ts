import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { webhookItems } from '#db/schema/webhooks.ts';
import { log } from '#lib/log.ts';
import { storableText } from '#lib/storable.ts';
import { IS_ACCOUNT_VOUCHED, IS_VOUCHED } from '../whatsapp/vouched.ts';
import { type TakenItem, takeApart } from './take-apart.ts';

const POSTS_AT_ONCE = 50;
const ROWS_AT_ONCE = 500;
const TRIES = 8;
/** What is shown of a post that broke each time it was taken apart: its bytes are in `webhook_posts`. */
const UNREADABLE = JSON.stringify({ field: '', value: {} });
/** Of a post that nobody can read, as it is shown. */
const SHOWN = 20_000;
/** A number's last webhook is told to the nearest so many seconds: a row that every post writes would be waited for. */
const FRESH_SECONDS = 10;

type Post = { id: number; receivedAt: Date; body: Buffer };

/**
 * Takes up to 50 stored posts apart into items, each item with the workspace that its number (or account) belongs to. Any number of workers may do
 * so at once. Returns how many posts it took.
 */
export async function splitPosts(db: Db): Promise<number> {
  try {
    return await db.transaction((tx) => split(tx, POSTS_AT_ONCE));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.error({ error }, 'posts could not be taken apart together');
    return splitOne(db);
  }
}

/** By itself, so that one that fails keeps no other: after some tries it is marked, and kept. */
async function splitOne(db: Db): Promise<number> {
  const [post] = await db.execute<{ id: string; isGivenUp: boolean }>(sql`
    with taken as (
      update webhook_posts
      set attempts = attempts + 1,
        split_at = case when attempts + 1 >= ${TRIES} then now() end,
        problem = case when attempts + 1 >= ${TRIES} then 'bug' end
      where id = (
        select id from webhook_posts where split_at is null order by attempts, id limit 1 for update skip locked)
      returning id, received_at, split_at
    ), told as (
      -- Seen under settings, and kept as long as all others.
      insert into webhook_items (workspace_id, post_id, place, kind, payload, received_at, outcome, reason, processed_at)
      select 0, id, 0, 'other', ${UNREADABLE}, received_at, 'failed', 'bug', now() from taken where split_at is not null
      on conflict do nothing
    )
    select id, split_at is not null as "isGivenUp" from taken`);
  if (!post) return 0;
  if (post.isGivenUp) return 1;
  try {
    await db.transaction((tx) => split(tx, 1, Number(post.id)));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    log.error({ error, post: Number(post.id) }, 'a post could not be taken apart');
  }
  return 1;
}

async function split(tx: Tx, most: number, only?: number): Promise<number> {
  const rows = await tx.execute<{ id: string; receivedAt: string; body: Buffer }>(sql`
    select id, received_at as "receivedAt", body from webhook_posts
    where split_at is null and ${only === undefined ? sql`true` : sql`id = ${only}`}
    order by id limit ${most} for update skip locked`);
  if (rows.length === 0) return 0;
  const posts = rows.map(({ id, receivedAt, body }) => ({
    id: Number(id),
    receivedAt: new Date(receivedAt),
    body,
  }));
  const taken = posts.map((post) => ({ post, items: readSafely(post) }));
  const items = taken.flatMap(({ post, items: own }) =>
    (own ?? [unreadable(post)]).map((item, place) => ({ post, item, place, isRead: own !== null })),
  );
  const route = await readRoutes(
    tx,
    items.map(({ item }) => item),
  );
  const values = items.map(({ post, item, place, isRead }) => {
    const workspaceId = isRead ? route(item) : 0;
    const isKept = !isRead || workspaceId === 0;
    return {
      ...item,
      workspaceId,
      postId: post.id,
      place,
      receivedAt: post.receivedAt,
      ...(isKept && {
        outcome: 'ignored' as const,
        reason: isRead ? ('unknown_number' as const) : ('unreadable' as const),
        processedAt: sql`now()`,
      }),
    };
  });
  for (let at = 0; at < values.length; at += ROWS_AT_ONCE)
    await tx
      .insert(webhookItems)
      .values(values.slice(at, at + ROWS_AT_ONCE))
      .onConflictDoNothing();
  await markSplit(tx, taken);
  return posts.length;
}

function readSafely({ id, body }: Post): TakenItem[] | null {
  try {
    return takeApart(body);
  } catch (error) {
    // JSON that is nested thousands deep can be read and not written.
    log.warn({ error, post: id }, 'a post could not be read');
    return null;
  }
}

function unreadable({ body }: Post): TakenItem {
  const text = storableText(body.toString('utf8', 0, SHOWN));
  const payload = JSON.stringify({ field: '', value: { text } });
  return { kind: 'other', phoneNumberId: null, accountId: null, wamid: null, payload };
}

async function markSplit(tx: Tx, taken: { post: Post; items: TakenItem[] | null }[]): Promise<void> {
  const idsOf = (list: typeof taken) => `{${list.map(({ post }) => post.id).join(',')}}`;
  await tx.execute(sql`
    update webhook_posts
    set split_at = now(),
      problem = case when id = any(${idsOf(taken.filter(({ items }) => items === null))}::bigint[]) then 'unreadable' end
    where id = any(${idsOf(taken)}::bigint[])`);
}

/** Which workspace a thing is for: that of its number; what names no number, that of its account. 0: nobody's. */
async function readRoutes(tx: Tx, items: TakenItem[]): Promise<(item: TakenItem) => number> {
  const list = (values: (string | null)[]) => {
    const known = [...new Set(values.filter((value) => value !== null))];
    return sql`(select value from jsonb_array_elements_text(${JSON.stringify(known)}::jsonb) as given (value))`;
  };
  const phones = list(items.map(({ phoneNumberId }) => phoneNumberId));
  const accounts = list(items.map(({ accountId }) => accountId));
  // Null: it has not been shown to be theirs.
  const rows = await tx.execute<{ workspaceId: string; phone: string | null; account: string | null }>(sql`
    select workspace_id as "workspaceId", case when ${IS_VOUCHED} then phone_number_id end as phone,
      case when ${IS_ACCOUNT_VOUCHED} then account_id end as account
    from whatsapp_numbers n
    where disconnected_at is null and (phone_number_id in ${phones} or account_id in ${accounts})
    order by workspace_id, id`);
  await tx.execute(sql`
    update whatsapp_numbers n set last_webhook_at = now()
    where disconnected_at is null and phone_number_id in ${phones} and ${IS_VOUCHED}
      and (last_webhook_at is null or last_webhook_at < now() - make_interval(secs => ${FRESH_SECONDS}))`);
  return ({ phoneNumberId, accountId }) => {
    const found = rows.find(({ phone, account }) =>
      phoneNumberId === null ? account !== null && account === accountId : phone === phoneNumberId,
    );
    return found ? Number(found.workspaceId) : 0;
  };
}
