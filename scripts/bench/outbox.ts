import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { WORK_CHANNEL } from '#domain/jobs.ts';
import { tokenPurpose } from '#domain/whatsapp/meta.ts';
import { seal } from '#lib/secret.ts';
import { type StandIn, startMetaStandIn } from '../meta-stand-in/server.ts';
import { LaunchError } from '../support/launch-error.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { startWorker } from './worker-process.ts';

/** More people than are written to at once. */
const CONTACTS = 10_000;
/** For each number. */
const MESSAGES = 1_600;
const PAIRS = 40;
const SINGLES = 60;
const PHONE_NUMBER_IDS = ['106540352242922', '106540352242923'];
/** Meta's limits: from one number in a second, and to one person. */
const PER_SECOND = 80;
const PAIR_MS = 6_000;
const PATIENCE_MS = 120_000;
const WAKE_MS = 5_000;

/** From the outbox to the stand-in for Meta, with one worker: how many a second, how soon, and whether Meta's limits are kept. */
export async function benchOutbox(server: BenchServer): Promise<Figure[]> {
  const { url, drop } = await server.database(CONTACTS);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  const standIn = await startMetaStandIn();
  const key = randomBytes(32).toString('base64');
  const numberIds = await prepare(sql, key);
  const worker = startWorker(url, '.tmp/bench/outbox-worker', {
    META_GRAPH_URL: standIn.url,
    ENCRYPTION_KEY: key,
  });
  const bench = { sql, standIn, numberIds };
  try {
    const singles = await measureSingles(bench);
    const one = await measureRate(bench, 1);
    const two = await measureRate(bench, 2);
    const gap = await measureGap(bench);
    return [
      figure('outbox.idle-p95', percentile(singles, 0.95), 'ms', { atMost: 500 }),
      figure('outbox.one-number', one.perSecond, 'messages/s', { atLeast: PER_SECOND }),
      figure('outbox.two-numbers', two.perSecond, 'messages/s', { atLeast: 2 * PER_SECOND }),
      figure('outbox.peak', Math.max(one.peak, two.peak), 'messages/s of a number', { atMost: PER_SECOND }),
      figure('outbox.pair-gap', gap, 'ms between two to a person', { atLeast: PAIR_MS }),
    ];
  } finally {
    await worker.stop();
    await standIn.stop();
    await sql.end();
    await drop();
  }
}

type Bench = { sql: postgres.Sql; standIn: StandIn; numberIds: number[] };

/** Two numbers, each with a conversation with every second contact, who has just written. */
async function prepare(sql: postgres.Sql, key: string): Promise<number[]> {
  const [workspace] = await sql<{ id: string }[]>`select min(id) as id from workspaces`;
  const workspaceId = Number(workspace?.id);
  const numberIds: number[] = [];
  for (const phoneNumberId of PHONE_NUMBER_IDS) {
    const token = seal('bench', key, tokenPurpose(workspaceId, phoneNumberId));
    const [number] = await sql<{ id: string }[]>`
      insert into whatsapp_numbers (workspace_id, phone_number_id, account_id, display_phone, token)
      values (${workspaceId}, ${phoneNumberId}, '102290129340398', '551130000000', ${token}) returning id`;
    numberIds.push(Number(number?.id));
  }
  await sql`update contacts set opted_out_at = null where opted_out_at is not null`;
  await sql`
    insert into conversations (workspace_id, number_id, contact_id, phone, last_inbound_at, last_message_at)
    select ${workspaceId}, case when id % 2 = 0 then ${numberIds[0] ?? 0}::bigint else ${numberIds[1] ?? 0}::bigint end,
      id, '55119' || (10000000 + id), now(), now()
    from contacts where workspace_id = ${workspaceId}`;
  await sql`analyze conversations`;
  return numberIds;
}

/** Writes `each` messages to `people` of a number who had none yet, in one transaction, and wakes the worker. */
async function queue(sql: postgres.Sql, numberId: number, people: number, each = 1): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`
      insert into messages (workspace_id, conversation_id, contact_id, direction, type, body, at, state, next_try_at, request_id)
      select c.workspace_id, c.id, c.contact_id, 'out', 'text', 'Olá', now(), 'queued', now(), gen_random_uuid()
      from (select * from conversations where number_id = ${numberId} and last_send_at is null order by id limit ${people}) c,
        generate_series(1, ${each})`;
    await tx`select pg_notify(${WORK_CHANNEL}, 'send-messages')`;
  });
}

/** Waits until Meta has `total` more than before, and returns them. */
async function arrivals({ standIn }: Bench, before: number, total: number) {
  const deadline = performance.now() + PATIENCE_MS;
  const { accepted } = standIn.world;
  while (accepted.length < before + total) {
    if (performance.now() > deadline)
      throw new LaunchError(`${accepted.length - before} of ${total} messages went out in time.`);
    await sleep(20);
  }
  return accepted.slice(before);
}

/** One at a time, while nothing else is to be sent: from being written to Meta's word being stored, by the database's clock. */
async function measureSingles(bench: Bench): Promise<number[]> {
  const { sql, standIn, numberIds } = bench;
  await queue(sql, numberIds[0] ?? 0, 1);
  // The worker is up.
  await arrivals(bench, 0, 1);
  await sleep(WAKE_MS);
  const mark = await newestMessage(sql);
  for (let turn = 0; turn < SINGLES; turn += 1) {
    const before = standIn.world.accepted.length;
    await queue(sql, numberIds[turn % 2] ?? 0, 1);
    await arrivals(bench, before, 1);
    // Not in step with any clock of the worker's.
    await sleep(200 + Math.random() * 300);
  }
  const rows = await sql<{ ms: number }[]>`
    select (extract(epoch from accepted_at - at) * 1000)::float8 as ms from messages where id > ${mark} and accepted_at is not null`;
  if (rows.length !== SINGLES) throw new LaunchError(`${rows.length} of ${SINGLES} messages were accepted.`);
  return rows.map(({ ms }) => ms);
}

async function newestMessage(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<{ id: string }[]>`select coalesce(max(id), 0) as id from messages`;
  return Number(row?.id);
}

/** How many a second reach Meta over so many numbers, and the most that a worker took for one of them within any second. */
async function measureRate(bench: Bench, numbers: number): Promise<{ perSecond: number; peak: number }> {
  const { sql, standIn, numberIds } = bench;
  const used = numberIds.slice(0, numbers);
  standIn.world.accepted.length = 0;
  const mark = await newestMessage(sql);
  await Promise.all(used.map((numberId) => queue(sql, numberId, MESSAGES)));
  const told = await arrivals(bench, 0, used.length * MESSAGES);
  const times = told.map(({ at }) => at);
  const seconds = (Math.max(...times) - Math.min(...times)) / 1_000;
  const [row] = await sql<{ peak: number }[]>`
    select max(taken)::int as peak from (
      select count(*) over (partition by number_id order by claimed_at
        range between interval '999 milliseconds' preceding and current row) as taken
      from messages where id > ${mark}
    ) as each`;
  return { perSecond: told.length / seconds, peak: row?.peak ?? 0 };
}

/** The shortest time between two messages to one person, as they reach Meta. */
async function measureGap(bench: Bench): Promise<number> {
  const { sql, standIn, numberIds } = bench;
  standIn.world.accepted.length = 0;
  await queue(sql, numberIds[0] ?? 0, PAIRS, 2);
  const told = await arrivals(bench, 0, 2 * PAIRS);
  const gaps = [...Map.groupBy(told, ({ to }) => to).values()].map(
    ([first, second]) => (second?.at ?? 0) - (first?.at ?? 0),
  );
  return Math.min(...gaps);
}
