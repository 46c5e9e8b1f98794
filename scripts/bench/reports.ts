import { connect } from '#db/client.ts';
import { keepStatusDays } from '#domain/past/keep-status-days.ts';
import { keepReportDays } from '#domain/reports/kept/keep.ts';
import { report } from '../support/progress.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure } from './figure.ts';
import { measureFloor } from './floors.ts';
import { repeat, sendLoad } from './load.ts';
import { addHistory } from './more-history.ts';
import { openStage, type Stage } from './stage.ts';
import { moveRequests } from './writes.ts';

const PAGES = {
  now: '/reports',
  funnel: '/reports/funnel',
  time: '/reports/time',
  origins: '/reports/origins',
  team: '/reports/team',
  flow: '/reports/flow',
} as const;
/** The usual one twice as often as each of the others. */
const PERIODS = ['30d', '7d', '30d', '90d', 'last_month', 'year'];
const ROUNDS = 10;

/** The pages of reports over a database with five events for each contact, and what keeping them right costs a move. */
export async function benchReports(server: BenchServer, contacts: number): Promise<Figure[]> {
  const stage = await openStage(server, contacts);
  try {
    report('Adding history up to five events for each contact…');
    const events = await addHistory(stage.sql, stage.workspaceId, contacts);
    report(`${events.toLocaleString('en')} events. Counting the days that are over…`);
    const kept = await keepDays(stage);
    const pages: Figure[] = [];
    for (const [name, path] of Object.entries(PAGES)) pages.push(...(await measurePage(stage, name, path)));
    const narrowed = await measureNarrowed(stage);
    return [kept, ...pages, ...narrowed, ...(await measurePast(stage)), await measureMoves(stage)];
  } finally {
    await stage.close();
  }
}

/** As the worker does it in the background, all at once. */
async function keepDays({ url, sql }: Stage): Promise<Figure> {
  const { db, close } = connect(url, { max: 2 });
  const started = performance.now();
  try {
    const days = await keepReportDays(db, new Date(Date.now() + 3_600_000));
    const perDay = (performance.now() - started) / Math.max(1, days);
    await keepStatusDays(db);
    await sql`vacuum (analyze) report_days, report_stale, status_days, status_day_marks`;
    return figure('reports.keeping-a-day', perDay, 'ms', { atMost: 1_000 });
  } finally {
    await close();
  }
}

async function measurePage(stage: Stage, name: string, path: string): Promise<Figure[]> {
  const requests = PERIODS.map((period) => ({
    path: `${path}?period=${period}`,
    headers: { cookie: stage.cookie, accept: 'text/html' },
    expects: '</table>',
  }));
  await sendLoad(stage.web.origin, repeat(requests, requests.length), 1);
  const { p50, p95 } = await sendLoad(stage.web.origin, repeat(requests, requests.length * ROUNDS), 1);
  // A plain count, as whoever has nothing kept asks for it.
  const floor = await measureFloor(
    stage.sql,
    (bare) =>
      bare`select origin_id, status_id, count(*) from contacts where workspace_id = ${stage.workspaceId} group by 1, 2`,
    { alone: 5 },
  );
  return [
    figure(`reports-${name}.p50`, p50, 'ms', { atMost: 150 }, floor.p50),
    figure(`reports-${name}.p95`, p95, 'ms', { atMost: 500 }),
  ];
}

/** All pages, of one origin: nothing is kept of that, all is counted at once. */
async function measureNarrowed(stage: Stage): Promise<Figure[]> {
  const requests = Object.values(PAGES).map((path) => ({
    path: `${path}?origin=${stage.originIds[2]}`,
    headers: { cookie: stage.cookie, accept: 'text/html' },
    expects: '</table>',
  }));
  await sendLoad(stage.web.origin, requests, 1);
  const { p50, p95 } = await sendLoad(stage.web.origin, repeat(requests, requests.length * ROUNDS), 1);
  return [
    figure('reports-of-an-origin.p50', p50, 'ms', { atMost: 150 }),
    figure('reports-of-an-origin.p95', p95, 'ms', { atMost: 500 }),
  ];
}

const MOMENTS = 40;
const REPLAYS = 10;

/** The board at moments all over two years, and the replay of the last one. */
async function measurePast(stage: Stage): Promise<Figure[]> {
  const headers = { cookie: stage.cookie };
  const moments = Array.from({ length: MOMENTS }, (_, place) => {
    // From all times of the day, in no order.
    const ago = ((place * 17) % MOMENTS) * 17.3 * 86_400_000 + place * 1_234_567;
    const at = new Date(Date.now() - 86_400_000 - ago).toISOString().slice(0, 16);
    return {
      path: `/pipeline/past?at=${at}`,
      headers: { ...headers, accept: 'text/html' },
      expects: '</html>',
    };
  });
  const replay = { path: '/api/pipeline/past/frames?period=1y', headers, expects: '{' };
  await sendLoad(stage.web.origin, moments.slice(0, 4), 1);
  const board = await sendLoad(stage.web.origin, moments, 1);
  const year = await sendLoad(stage.web.origin, repeat([replay], REPLAYS), 1);
  return [
    figure('time-machine.p50', board.p50, 'ms', { atMost: 300 }),
    figure('time-machine.p95', board.p95, 'ms', { atMost: 300 }),
    figure('time-machine.year', year.p95, 'ms', { atMost: 2_000 }),
  ];
}

const TRIGGERS = [
  ['contact_events', 'contact_events_stays'],
  ['contacts', 'contacts_reports_update'],
  ['contacts', 'contacts_arrival'],
] as const;
const MOVES = 100;
const TURNS = 4;

/** A move with all that is kept for reports, and without, by turns. */
async function measureMoves(stage: Stage): Promise<Figure> {
  const moves = await moveRequests(stage, MOVES * TURNS * 2 + MOVES);
  await sendLoad(stage.web.origin, moves.splice(0, MOVES), 1);
  const taken = { with: 0, without: 0 };
  for (let turn = 0; turn < TURNS; turn += 1) {
    taken.with += (await sendLoad(stage.web.origin, moves.splice(0, MOVES), 1)).p50 / TURNS;
    await setTriggers(stage, 'disable');
    taken.without += (await sendLoad(stage.web.origin, moves.splice(0, MOVES), 1)).p50 / TURNS;
    await setTriggers(stage, 'enable');
  }
  return figure('reports.cost-of-a-move', taken.with - taken.without, 'ms', { atMost: 1 });
}

async function setTriggers({ sql }: Stage, way: 'enable' | 'disable'): Promise<void> {
  for (const [table, name] of TRIGGERS) await sql.unsafe(`alter table ${table} ${way} trigger ${name}`);
}
