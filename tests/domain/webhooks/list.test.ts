import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { webhookItems } from '#db/schema/webhooks.ts';
import { parseWebhookFilter, type WebhookFilter, webhookParams } from '#domain/webhooks/filter.ts';
import { countLeftWebhooks, listWebhooks } from '#domain/webhooks/list.ts';
import { readWebhook } from '#domain/webhooks/read.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeShop, messageOf, postOf, receive, type Shop } from '../../support/webhook.ts';

const { db } = useDatabase();
const ALL: WebhookFilter = { state: null, kind: null, number: null };
let shop: Shop;
let other: Shop;

beforeAll(async () => {
  [shop, other] = [await makeShop(db()), await makeShop(db())];
  await receive(db(), postOf(shop, messageOf({ phone: '5511912340000', name: 'Ana' })));
  await receive(
    db(),
    postOf(shop, { statuses: [{ id: 'wamid.q', status: 'read', timestamp: '1790000000' }] }),
  );
  await receive(db(), postOf(shop, { x: 1 }, 'something_new'));
  await receive(db(), postOf(other, messageOf({ phone: '5511912349999', name: 'De outros' })));
});

const list = (filter: Partial<WebhookFilter> = {}, after: string | null = null) =>
  listWebhooks(shop.admin, { filter: { ...ALL, ...filter }, after });

describe('the list', () => {
  test('newest first, with what became of each, and of this workspace alone', async () => {
    const { entries, next } = await list();
    expect(next).toBeNull();
    expect(entries.map(({ kind, outcome, reason }) => [kind, outcome, reason])).toEqual([
      ['other', 'ignored', 'unknown_kind'],
      ['status', 'waiting', 'unknown_message'],
      ['message', 'done', null],
    ]);
    expect(entries.at(-1)?.contact).toMatchObject({ name: 'Ana' });
    expect(await countLeftWebhooks(shop.admin)).toBe(2);
  });

  test.each([
    [{ state: 'left' }, ['other', 'status']],
    [{ state: 'done' }, ['message']],
    [{ state: 'waiting' }, ['status']],
    [{ state: 'open' }, []],
    [{ kind: 'message' }, ['message']],
    [{ kind: 'message', state: 'failed' }, []],
    [{ number: 999_999 }, []],
  ] as const)('filtered by %j', async (filter, kinds) => {
    expect((await list(filter)).entries.map(({ kind }) => kind)).toEqual(kinds);
  });

  test('of one number', async () => {
    expect((await list({ number: shop.numberId })).entries).toHaveLength(3);
    expect((await list({ number: other.numberId })).entries).toEqual([]);
  });

  test('in pages that neither skip nor repeat, also of one instant', async () => {
    const many = await makeShop(db());
    const at = new Date(1_790_000_000_000);
    await db()
      .insert(webhookItems)
      .values(
        Array.from({ length: 120 }, (_, place) => ({
          workspaceId: many.id,
          postId: 777_000_000 + many.id,
          place,
          kind: 'other' as const,
          payload: '{}',
          receivedAt: at,
          outcome: 'ignored' as const,
        })),
      );
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const page = await listWebhooks(many.admin, { filter: ALL, after });
      seen.push(...page.entries.map(({ id }) => id));
      after = page.next;
    } while (after);
    expect(new Set(seen).size).toBe(120);
    expect(seen).toHaveLength(120);
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });

  test.each(['x', '', 'W10', 'a'.repeat(2_000)])('a forged cursor %j is refused', async (after) => {
    await refused(list({}, after), 'invalid');
  });

  test('is for admins', async () => {
    for (const ctx of [shop.manager, shop.sales]) {
      await refused(listWebhooks(ctx, { filter: ALL, after: null }), 'forbidden');
      await refused(countLeftWebhooks(ctx), 'forbidden');
      await refused(readWebhook(ctx, 1), 'forbidden');
    }
  });
});

test('one is read whole; another workspace’s is as missing as a missing one', async () => {
  const { entries } = await list({ kind: 'message' });
  const detail = await readWebhook(shop.admin, entries[0]?.id ?? 0);
  expect(JSON.parse(detail.text ?? '')).toMatchObject({
    field: 'messages',
    value: { from: '5511912340000' },
  });
  await refused(readWebhook(other.admin, entries[0]?.id ?? 0), 'not_found');
  await refused(readWebhook(other.admin, 999_999_999), 'not_found');
});

test('what came for nobody is seen where there is one workspace alone', async () => {
  const [row] = await db().execute<{ id: string }>(sql`
    insert into webhook_items (workspace_id, post_id, place, kind, payload, received_at, outcome, reason)
    values (0, 987654, 0, 'other', '{}', now(), 'ignored', 'unreadable') returning id`);
  await refused(readWebhook(shop.admin, Number(row?.id)), 'not_found');
  expect((await list()).entries.map(({ id }) => id)).not.toContain(Number(row?.id));
});

test('an address says a filter in one way, and nonsense says nothing', () => {
  const filter = parseWebhookFilter({ state: 'left', kind: 'status', number: '12' });
  expect(filter).toEqual({ state: 'left', kind: 'status', number: 12 });
  expect(webhookParams(filter).toString()).toBe('state=left&kind=status&number=12');
  const nonsense = { state: 'x', kind: ['message'], number: '1e3', other: '1' };
  expect(parseWebhookFilter(nonsense)).toEqual(ALL);
});
