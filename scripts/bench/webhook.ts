import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { LIVE_CHANNEL, type LiveUpdate } from '#domain/events.ts';
import { LaunchError } from '../support/launch-error.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { startWeb, type WebProcess } from './web-process.ts';
import { startWorker } from './worker-process.ts';

/** The smallest database that is filled for measuring. */
const CONTACTS = 1_000;
const SECRET = 'bench-secret';
const PHONE_NUMBER_ID = '900000000000001';
const PATH = '/api/webhooks/whatsapp';
/** Measured longer only where somebody asks for it: so many seconds at a steady pace, then as fast as it goes. */
const SECONDS = Number(process.env.BENCH_WEBHOOK_SECONDS ?? 20);
const PACE = 200;
const LEADS_A_SECOND = 20;
const CONNECTIONS = 32;
const DRAIN_MILLISECONDS = 15_000;

/** How fast posts are stored while no worker lives. */
export async function benchWebhook(server: BenchServer): Promise<Figure[]> {
  return withSite(server, async (site) => {
    await steady(site, PACE, 2);
    const times = await steady(site, PACE, SECONDS);
    const perSecond = await flatOut(site, SECONDS);
    await compare(site);
    return [
      figure('webhook.p50', percentile(times, 0.5), 'ms', { atMost: 50 }),
      figure('webhook.p99', percentile(times, 0.99), 'ms', { atMost: 250 }),
      figure('webhook.sustained', perSecond, 'posts/s', { atLeast: 500 }),
    ];
  });
}

/** From a post's first byte to the lead being told to every open window. */
export async function benchWebhookLead(server: BenchServer): Promise<Figure[]> {
  return withSite(server, async (site) => {
    const worker = startWorker(site.url, '.tmp/bench/webhook-worker');
    const heard = new Map<number, number>();
    const listening = postgres(site.url, { max: 1, onnotice: () => {} });
    await listening.listen(LIVE_CHANNEL, (payload) => {
      const { subject, ids }: LiveUpdate = JSON.parse(payload);
      if (subject !== 'contacts') return;
      for (const id of ids ?? []) if (!heard.has(id)) heard.set(id, performance.now());
    });
    try {
      await steady(site, LEADS_A_SECOND, 2);
      // The worker is up and has caught up.
      await delaysOf(site, heard);
      site.posted.clear();
      await steady(site, LEADS_A_SECOND, SECONDS);
      const delays = await delaysOf(site, heard);
      return [figure('webhook-lead.p95', percentile(delays, 0.95), 'ms', { atMost: 1_000 })];
    } finally {
      await listening.end();
      await worker.stop();
    }
  });
}

type Site = {
  url: string;
  web: WebProcess;
  sql: postgres.Sql;
  agent: Agent;
  /** When the first byte of a person's message was sent, by their phone. */
  posted: Map<string, number>;
  /** Posts that were answered 200. */
  stored: number;
};

async function withSite(server: BenchServer, measure: (site: Site) => Promise<Figure[]>): Promise<Figure[]> {
  const { url, drop } = await server.database(CONTACTS);
  const sql = postgres(url, { max: 2, onnotice: () => {} });
  await prepare(sql);
  const web = await startWeb(url, { META_APP_SECRET: SECRET });
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  try {
    return await measure({ url, web, sql, agent, posted: new Map(), stored: 0 });
  } finally {
    agent.destroy();
    await web.stop();
    await sql.end();
    await drop();
  }
}

async function prepare(sql: postgres.Sql): Promise<void> {
  await sql`
    insert into whatsapp_numbers (workspace_id, phone_number_id, account_id, display_phone, token)
    select min(id), ${PHONE_NUMBER_ID}, '1', '551130000000', 'x' from workspaces`;
  await sql`insert into auto_leads (workspace_id, is_on) select min(id), true from workspaces`;
}

let made = 0;

/** A first message of somebody new, signed. */
function nextPost(): { phone: string; body: string; signature: string } {
  const phone = `5511${900_000_000 + ++made}`;
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '551130000000', phone_number_id: PHONE_NUMBER_ID },
              contacts: [{ profile: { name: `Pessoa ${made}` }, wa_id: phone }],
              messages: [
                {
                  from: phone,
                  id: `wamid.${randomUUID()}`,
                  timestamp: String(Math.floor(Date.now() / 1_000)),
                  type: 'text',
                  text: { body: 'Olá, quero saber mais sobre o plano anual' },
                },
              ],
            },
          },
        ],
      },
    ],
  });
  return { phone, body, signature: `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` };
}

/** Sends one post and returns the milliseconds until it was answered. @throws LaunchError when it was not stored. */
function post(site: Site): Promise<number> {
  const { phone, body, signature } = nextPost();
  const { hostname, port } = new URL(site.web.origin);
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  const started = performance.now();
  site.posted.set(phone, started);
  return new Promise((resolve, reject) => {
    const sent = send(
      { agent: site.agent, hostname, port, path: PATH, method: 'POST', headers },
      (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode !== 200)
            return reject(new LaunchError(`A webhook was answered ${response.statusCode}.`));
          site.stored++;
          resolve(performance.now() - started);
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** So many posts a second, whether or not earlier ones have been answered; each one's milliseconds. */
async function steady(site: Site, pace: number, seconds: number): Promise<number[]> {
  const started = performance.now();
  const sent: Promise<number>[] = [];
  for (let n = 0; n < pace * seconds; n++) {
    const wait = started + (n * 1_000) / pace - performance.now();
    if (wait > 1) await sleep(wait);
    sent.push(post(site));
  }
  return Promise.all(sent);
}

/** As many as are answered when each connection sends the next at once. */
async function flatOut(site: Site, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000;
  const before = site.stored;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) await post(site);
    }),
  );
  return (site.stored - before) / seconds;
}

/** What was answered 200 is there. */
async function compare({ sql, stored }: Site): Promise<void> {
  const [row] = await sql<{ count: number }[]>`select count(*)::int as count from webhook_posts`;
  if (row?.count !== stored)
    throw new LaunchError(`${stored} posts were answered 200, and ${row?.count} are stored.`);
}

/** From each post to its lead being told, once all of them are. */
async function delaysOf({ sql, posted }: Site, heard: Map<number, number>): Promise<number[]> {
  const deadline = performance.now() + DRAIN_MILLISECONDS;
  for (;;) {
    const rows = await sql<{ id: string; phone: string }[]>`
      select id, phone from contacts where phone = any(${[...posted.keys()]})`;
    const told = rows.filter(({ id }) => heard.has(Number(id)));
    if (told.length === posted.size)
      return told.map(({ id, phone }) => (heard.get(Number(id)) ?? 0) - (posted.get(phone) ?? 0));
    if (performance.now() > deadline)
      throw new LaunchError(`${told.length} of ${posted.size} leads were told in time.`);
    await sleep(100);
  }
}
