import { createHmac } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { connect } from '#db/client.ts';
import { webhookPosts } from '#db/schema/webhooks.ts';
import { openPostStore, type PostStore } from '#domain/webhooks/post-store.ts';
import { webhook, webhookCheck } from '../../../app/_server/webhook.ts';
import { useDatabase } from '../../support/connect.ts';

vi.mock('server-only', () => ({}));

const { db, url } = useDatabase();
const secrets = { appSecret: 'segredo', verifyToken: 'chave' };
const ADDRESS = 'http://crm.test/api/webhooks/whatsapp';
let store: PostStore;

beforeEach(async () => {
  await db().delete(webhookPosts);
  store = openPostStore(() => connect(url(), { max: 2 }));
  return () => store.close();
});

const sign = (body: string | Uint8Array) =>
  `sha256=${createHmac('sha256', secrets.appSecret).update(body).digest('hex')}`;

async function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  given = secrets,
) {
  const handler = webhook(
    (bytes) => store.store(bytes),
    () => given,
  );
  return (await handler(new Request(ADDRESS, { method: 'POST', body, headers }))).status;
}

const signed = (body: string | Uint8Array) => ({ 'x-hub-signature-256': sign(body) });
const stored = async () => (await db().select().from(webhookPosts)).map(({ body }) => body);

describe('POST', () => {
  test('is stored byte for byte, whatever it holds, and then answered 200', async () => {
    const bodies = [Buffer.from('{"a":"\\u00e1"}'), Buffer.from([0, 255, 254, 0, 10]), Buffer.alloc(0)];
    for (const body of bodies) expect(await post(body, signed(body))).toBe(200);
    expect(await stored()).toEqual(bodies);
  });

  test('with a bad signature, or none, is 401 and leaves nothing', async () => {
    const body = '{"entry":[]}';
    for (const headers of [{}, signed(`${body} `), { 'x-hub-signature-256': sign(body).slice(7) }])
      expect(await post(body, headers)).toBe(401);
    expect(await stored()).toEqual([]);
  });

  test('of a hundred forgeries of one bit none is stored', async () => {
    const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}');
    for (let bit = 0; bit < 100; bit++) {
      const forged = Buffer.from(body);
      const at = (bit * 37) % (body.length * 8);
      forged[at >> 3] = (forged[at >> 3] ?? 0) ^ (1 << (at & 7));
      expect(await post(forged, signed(body))).toBe(401);
    }
    expect(await stored()).toEqual([]);
  });

  test('beyond what Meta posts is 413, whether it says its length or not', async () => {
    const long = new Uint8Array(4 * 1024 * 1024 + 1);
    expect(await post(long, { ...signed(long), 'content-length': String(long.length) })).toBe(413);
    const handler = webhook(store.store, () => secrets);
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    });
    const init = { method: 'POST', body, duplex: 'half', headers: signed('x') };
    expect((await handler(new Request(ADDRESS, init as RequestInit))).status).toBe(413);
    const most = new Uint8Array(3 * 1024 * 1024).fill(97);
    expect(await post(most, signed(most))).toBe(200);
  });

  test('without a secret of ours is refused, and never taken', async () => {
    const body = '{}';
    const none = { appSecret: '', verifyToken: 'chave' };
    expect(await post(body, signed(body), none)).toBe(503);
    expect(await stored()).toEqual([]);
  });

  test('many at once are all stored, each once', async () => {
    const bodies = Array.from({ length: 300 }, (_, n) => `{"n":${n}}`);
    const statuses = await Promise.all(bodies.map((body) => post(body, signed(body))));
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect((await stored()).map(String).toSorted()).toEqual(bodies.toSorted());
  });

  test('while nothing can be stored is 503 within two seconds, and heals by itself', async () => {
    const body = '{"locked":true}';
    const started = performance.now();
    await db().transaction(async (tx) => {
      await tx.execute(sql`lock table webhook_posts in access exclusive mode`);
      expect(await post(body, signed(body))).toBe(503);
      expect(performance.now() - started).toBeLessThan(2_000);
    });
    await vi.waitFor(async () => expect(await post(body, signed(body))).toBe(200), 5_000);
  });

  test('without a database is 503 at once', async () => {
    await store.close();
    store = openPostStore(() => connect('postgres://nobody@127.0.0.1:1/none', { max: 2 }));
    const started = performance.now();
    for (let tried = 0; tried < 3; tried++) expect(await post('{}', signed('{}'))).toBe(503);
    expect(performance.now() - started).toBeLessThan(6_000);
  });
});

test('GET answers the challenge as plain text to whoever knows our token, else 403', async () => {
  const ask = (query: string) => webhookCheck(() => secrets)(new Request(`${ADDRESS}?${query}`));
  const answer = ask('hub.mode=subscribe&hub.verify_token=chave&hub.challenge=<b>42');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toContain('text/plain');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await answer.text()).toBe('<b>42');
  const refused = ask('hub.mode=subscribe&hub.verify_token=outra&hub.challenge=42');
  expect(refused.status).toBe(403);
  expect(await refused.text()).not.toContain('42');
});
