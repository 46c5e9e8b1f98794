import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { verify } from '#domain/verify/verify.ts';
import { connectTestNumber, TEST_NUMBER } from '../support/connect-number.ts';
import { report } from '../support/progress.ts';
import { envelopeOf, postWebhook, type SentMessage } from '../support/webhook-posts.ts';
import { again, killAtRandom, type Outcome } from './killing.ts';
import type { Product } from './product.ts';

/** Posts under way at once, each of some messages of a few people who write again and again. */
const SENDERS = 12;
const PEOPLE = 300;
const LONGEST_POST = 4;
/** Of those that were acknowledged, Meta sends some again all the same. */
const SENT_AGAIN = 0.2;
/** Between two posts of one sender: some 30 posts a second in all, which one worker keeps up with. */
const PAUSE_MILLISECONDS = 400;
/** The worker has stopped working when nothing was done for so long. */
const IDLE_MILLISECONDS = 60_000;

type Load = { acknowledged: Map<string, string>; posts: number; refused: number };

/** Posts messages as Meta does, each until it is acknowledged, while processes are killed at random; then looks for what was lost or doubled. */
export async function chaosWebhook(product: Product, { kills }: { kills: number }): Promise<Outcome> {
  const before = await again(async () => {
    await connectTestNumber(product.url);
    return count(product.url, `select count(*)::int as total from contacts`);
  });
  const load: Load = { acknowledged: new Map(), posts: 0, refused: 0 };
  const over = new AbortController();
  const sending = Promise.all(
    Array.from({ length: SENDERS }, (_, sender) => send(product, sender, load, over.signal)),
  );
  const killed = await killAtRandom(product, kills, over.signal);
  over.abort();
  await sending;
  report(
    `  ${load.posts} posts acknowledged, ${load.refused} refused or cut off; ${load.acknowledged.size} messages`,
  );
  const complaints = await again(() => judge(product.url, load, before));
  return { kills: killed, complaints };
}

async function send(product: Product, sender: number, load: Load, signal: AbortSignal): Promise<void> {
  for (let turn = 0; !signal.aborted; turn++) {
    const messages = Array.from({ length: 1 + Math.floor(Math.random() * LONGEST_POST) }, (_, place) =>
      messageOf(`wamid.CHAOS.${sender}.${turn}.${place}`),
    );
    const body = envelopeOf(TEST_NUMBER.phoneNumberId, TEST_NUMBER.accountId, messages);
    for (let times = Math.random() < SENT_AGAIN ? 2 : 1; times > 0; times--)
      await insist(product, body, load);
    for (const { wamid, phone } of messages) load.acknowledged.set(wamid, phone);
    await sleep(PAUSE_MILLISECONDS);
  }
}

/** As Meta: until it is acknowledged. What was acknowledged at all counts, and nothing is given up. */
async function insist(product: Product, body: string, load: Load): Promise<void> {
  for (;;) {
    if ((await postWebhook(product.address, body, product.metaSecret)) === 200) break;
    load.refused += 1;
    await sleep(100);
  }
  load.posts += 1;
}

function messageOf(wamid: string): SentMessage {
  const person = Math.floor(Math.random() * PEOPLE);
  const local = String(80_000_000 + person * 7).padStart(8, '0');
  // WhatsApp names some of them without their ninth digit, and not always.
  const phone = `5531${person % 3 === 0 && Math.random() < 0.5 ? '' : '9'}${local}`;
  return { wamid, phone, name: `Pessoa ${person}`, text: `Mensagem ${wamid}`, at: new Date() };
}

async function count(url: string, query: string): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe<{ total: number }[]>(query);
    return row?.total ?? 0;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const OPEN = `
  select (select count(*) from webhook_posts where split_at is null)::int
    + (select count(*) from webhook_items where outcome is null)::int as total`;

async function judge(url: string, load: Load, before: number): Promise<string[]> {
  await workedOff(url);
  const complaints: string[] = [];
  const expect = (what: string, found: number | undefined, wanted: number) => {
    if (found !== wanted) complaints.push(`${what}: ${found} instead of ${wanted}`);
  };
  const people = new Set([...load.acknowledged.values()].map((phone) => phone.slice(-8))).size;
  expect('posts or messages not worked off', await count(url, OPEN), 0);
  const total = load.acknowledged.size;
  expect(
    'messages',
    await count(url, `select count(*)::int as total from messages where wamid like 'wamid.CHAOS.%'`),
    total,
  );
  const events = (kind: string) =>
    count(
      url,
      `select count(*)::int as total from contact_events where actor_kind = 'webhook' and kind = '${kind}'`,
    );
  expect('events of messages', await events('contact.message_received'), total);
  expect('events of new leads', await events('contact.created'), people);
  expect('new contacts', (await count(url, `select count(*)::int as total from contacts`)) - before, people);
  complaints.push(...(await missing(url, [...load.acknowledged.keys()])));
  const { db, close } = connect(url, { max: 2 });
  try {
    for (const { check, count } of await verify(db)) complaints.push(`verify: ${check} (${count})`);
  } finally {
    await close();
  }
  return complaints;
}

/** Waits until all is done, or nothing moves any more. */
async function workedOff(url: string): Promise<void> {
  let left = await count(url, OPEN);
  for (let movedAt = Date.now(); left > 0 && Date.now() - movedAt < IDLE_MILLISECONDS; ) {
    await sleep(500);
    const now = await count(url, OPEN);
    if (now !== left) movedAt = Date.now();
    left = now;
  }
}

/** Acknowledged messages that are not there: the worst there can be, so they are named. */
async function missing(url: string, wamids: string[]): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const lost = await sql<{ wamid: string }[]>`
      select wamid from unnest(${wamids}::text[]) as sent (wamid)
      where not exists (select from messages m where m.wamid = sent.wamid) limit 10`;
    return lost.map(({ wamid }) => `lost: ${wamid}`);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
