import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { matchInbox } from '#domain/automations/match-inbox.ts';
import { LaunchError } from '../support/launch-error.ts';
import { addAutomations, changeOne, statusChanged, type Wanted } from './automation-setup.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure, percentile } from './figure.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** The smallest database that is filled for measuring. */
const CONTACTS = 1_000;
const SECONDS = Number(process.env.BENCH_AUTOMATIONS_SECONDS ?? 20);
const CHANGES_A_SECOND = 50;
const AUTOMATIONS = 20;
const STUCK = 60;
const EVENTS = 1_000;
const WAITING = 100_000;
const DRAIN_MILLISECONDS = 60_000;

type Site = { url: string; sql: postgres.Sql };

/** How soon automations do what they should, beside stuck ones too; how fast events are held against them; what waiting costs. */
export async function benchAutomations(server: BenchServer): Promise<Figure[]> {
  return [
    ...(await withSite(server, benchFirstStep)),
    ...(await withSite(server, benchMatching)),
    ...(await withSite(server, benchWaiting)),
  ];
}

async function withSite(server: BenchServer, measure: (site: Site) => Promise<Figure[]>): Promise<Figure[]> {
  const { url, drop } = await server.database(CONTACTS);
  const sql = postgres(url, { max: 16, onnotice: () => {} });
  try {
    return await measure({ url, sql });
  } finally {
    await sql.end();
    await drop();
  }
}

/** From a change of status to the end of the first step, of as many automations as listen for it: one for each status, others that fit not. */
async function benchFirstStep({ url, sql }: Site): Promise<Figure[]> {
  const statuses = await sql<{ id: string }[]>`select id from statuses where retired_at is null order by id`;
  const step = { key: 'first', kind: 'type', type: 'lead' } as const;
  const fitting = statuses.map(({ id }): Wanted => ({ trigger: statusChanged([Number(id)]), step }));
  const others = Array.from({ length: AUTOMATIONS - fitting.length }, (_, place): Wanted => {
    const isOther = place % 2 === 0;
    if (isOther) return { trigger: { kind: 'contact_created', ways: [] }, step };
    return { trigger: statusChanged([]), filter: 'all(created.before:2000-01-01)', step };
  });
  await addAutomations(url, sql, [...fitting, ...others]);
  const worker = startWorker(url, '.tmp/bench/automation-worker');
  try {
    await steady(sql, 2, []);
    await delaysSince(sql, 0);
    const quiet = await measure(sql, []);
    const stuck = await stick({ url, sql });
    const beside = await measure(sql, stuck.ids);
    await stuck.release();
    return [
      figure('automations.first-step.p95', percentile(quiet, 0.95), 'ms', { atMost: 1_000 }),
      figure('automations.beside-stuck.p99', percentile(beside, 0.99) / percentile(quiet, 0.99), '× quiet', {
        atMost: 2,
      }),
    ];
  } finally {
    await worker.stop();
  }
}

async function measure(sql: postgres.Sql, except: readonly number[]): Promise<number[]> {
  const [last] = await sql<{ id: string }[]>`select coalesce(max(id), 0) as id from contact_events`;
  await steady(sql, SECONDS, except);
  return delaysSince(sql, Number(last?.id));
}

async function steady(sql: postgres.Sql, seconds: number, except: readonly number[]): Promise<void> {
  const started = performance.now();
  const sent: Promise<void>[] = [];
  for (let n = 0; n < CHANGES_A_SECOND * seconds; n++) {
    const wait = started + (n * 1_000) / CHANGES_A_SECOND - performance.now();
    if (wait > 1) await sleep(wait);
    sent.push(changeOne(sql, except));
  }
  await Promise.all(sent);
}

/** The milliseconds from each change after event `last` to the end of its first step, once all have come to it. */
async function delaysSince(sql: postgres.Sql, last: number): Promise<number[]> {
  for (const until = Date.now() + DRAIN_MILLISECONDS; ; await sleep(200)) {
    const rows = await sql<{ delay: number | null }[]>`
      select (extract(epoch from s.finished_at - e.at) * 1000)::float8 as delay
      from contact_events e
      left join automation_runs r on r.workspace_id = e.workspace_id and r.event_id = e.id
      left join automation_run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id and s.place = 1
      where e.id > ${last} and e.kind = 'contact.status_changed' and e.actor_kind = 'api_key'`;
    const done = rows.flatMap(({ delay }) => (delay === null ? [] : [delay]));
    if (rows.length > 0 && done.length === rows.length) return done;
    if (Date.now() > until)
      throw new LaunchError(`${done.length} of ${rows.length} changes were acted on in time.`);
  }
}

/** Runs of one more automation whose contacts somebody holds: each of their steps waits until it is given up, again and again. */
async function stick({ url, sql }: Site): Promise<{ ids: number[]; release: () => Promise<void> }> {
  const [poison] = await addAutomations(url, sql, [
    { trigger: statusChanged([-1]), step: { key: 'first', kind: 'note', text: 'x' } },
  ]);
  const rows = await sql<{ id: string }[]>`select id from contacts order by id limit ${STUCK}`;
  const ids = rows.map(({ id }) => Number(id));
  const holding = await sql.reserve();
  await holding`begin`;
  await holding`select id from contacts where id = any(${ids}::bigint[]) order by id for update`;
  await sql`
    insert into automation_runs (workspace_id, automation_id, version_id, contact_id, source)
    select c.workspace_id, ${poison?.id ?? 0}, ${poison?.versionId ?? 0}, c.id, 'bench:' || c.id
    from contacts c where c.id = any(${ids}::bigint[])`;
  return {
    ids,
    release: async () => {
      await holding`rollback`;
      holding.release();
    },
  };
}

/** A thousand events against a hundred automations, of which each fits some. */
async function benchMatching({ url, sql }: Site): Promise<Figure[]> {
  const statuses = await sql<{ id: string }[]>`select id from statuses where retired_at is null order by id`;
  const ids = statuses.map(({ id }) => Number(id));
  const step = { key: 'first', kind: 'stop' } as const;
  const all = Array.from({ length: 100 }, (_, place): Wanted => {
    const to = ids[place % ids.length] ?? 0;
    return place < 50
      ? { trigger: statusChanged([to]), filter: place % 2 === 0 ? 'all(type.is:lead)' : '', step }
      : { trigger: { kind: 'contact_created', ways: ['import'] }, step };
  });
  await addAutomations(url, sql, all);
  for (let made = 0; made < EVENTS; made++) await changeOne(sql, []);
  const { db, close } = connect(url, { max: 4 });
  try {
    const { signal } = new AbortController();
    const started = performance.now();
    while ((await matchInbox(db, signal)).isMore);
    const milliseconds = performance.now() - started;
    const [left] = await sql<{ total: number }[]>`select count(*)::int as total from automation_inbox`;
    if (left?.total !== 0) throw new LaunchError('Not all events were matched.');
    return [figure('automations.match-1000-by-100', milliseconds, 'ms', { atMost: 1_000 })];
  } finally {
    await close();
  }
}

/** What a worker with nothing else to do needs for many who wait. */
async function benchWaiting({ url, sql }: Site): Promise<Figure[]> {
  const [made] = await addAutomations(url, sql, [
    {
      trigger: statusChanged([]),
      step: { key: 'first', kind: 'wait', minutes: 1_440, untilWorkingTime: false, untilAnswer: true },
    },
  ]);
  await sql`
    with runs as (
      insert into automation_runs (workspace_id, automation_id, version_id, contact_id, source, state, next_step, step_total,
        wake_at, waits_for, waits_since)
      select c.workspace_id, ${made?.id ?? 0}, ${made?.versionId ?? 0}, c.id, 'bench:' || c.id || ':' || n, 'waiting', 'first', 1,
        now() + interval '1 day', 'answer', now()
      from contacts c, generate_series(1, ${WAITING / CONTACTS}) as n
      returning workspace_id, id, wake_at
    )
    insert into automation_run_steps (workspace_id, run_id, place, step_key, kind, state, input)
    select workspace_id, id, 1, 'first', 'wait', 'waiting', jsonb_build_object('until', wake_at) from runs`;
  await sql`analyze automation_runs`;
  const worker = startWorker(url, '.tmp/bench/automation-worker');
  try {
    return [figure('automations.waiting-100k', await shareOf(worker), '% of a core', { atMost: 5 })];
  } finally {
    await worker.stop();
  }
}

async function shareOf(worker: WorkerProcess): Promise<number> {
  // Its start is not what is measured.
  await sleep(10_000);
  const [before, started] = [worker.processorSeconds(), performance.now()];
  await sleep(SECONDS * 1_000);
  return ((worker.processorSeconds() - before) / ((performance.now() - started) / 1_000)) * 100;
}
