import { createReadStream, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import type { Ctx } from '#domain/ctx.ts';
import { getImport } from '#domain/imports/get.ts';
import { receiveChunk } from '#domain/imports/receive-chunk.ts';
import { savePlan } from '#domain/imports/save-plan.ts';
import { startImport } from '#domain/imports/start.ts';
import { startUpload } from '#domain/imports/start-upload.ts';
import type { ImportDetail } from '#domain/imports/types.ts';
import { undoImport } from '#domain/imports/undo.ts';
import { openSession } from '#domain/sessions/open.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { createUser } from '#domain/upkeep/create-user.ts';
import { LaunchError } from '../support/launch-error.ts';
import { report } from '../support/progress.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure } from './figure.ts';
import { writeFileOf } from './import-files.ts';
import { startWorker } from './worker-process.ts';

/** The smallest database that is filled for measuring: imports come into a workspace that has contacts already. */
const CONTACTS = 1_000;
const FOLDER = '.tmp/bench';
const CHUNK = 8 * 2 ** 20;
const LOOK_MILLISECONDS = 50;
/** What people decide upon, and where an import ends: nobody's work goes on there. */
export const RESTING: readonly string[] = [
  'mapping',
  'settling',
  'ready',
  'done',
  'failed',
  'cancelled',
  'undone',
];

/** An admin of the only workspace, as the pages would have them. */
export async function memberCtx(url: string): Promise<{ ctx: Ctx; close: () => Promise<void> }> {
  const { db, close } = connect(url, { max: 4 });
  const { userId, workspace } = await createUser(db, {
    email: `import-${process.pid}-${Date.now()}@example.com`,
    name: 'Importer',
    role: 'admin',
  });
  const session = await resolveSession(db, await openSession(db, { userId, workspaceId: workspace.id }));
  if (!session) throw new LaunchError('A session of the bench was refused.');
  return { ctx: session.ctx, close };
}

/** Waits until the worker has done what there is, and returns the import as it is then. */
async function waitFor(ctx: Ctx, id: number): Promise<ImportDetail> {
  for (;;) {
    const one = await getImport(ctx, { id });
    if (RESTING.includes(one.state)) return one;
    await sleep(LOOK_MILLISECONDS);
  }
}

/** Sends a file as the browser does. */
export async function sendFile(ctx: Ctx, path: string, dataDir: string): Promise<number> {
  const { size } = statSync(path);
  const upload = {
    fileName: 'bench.csv',
    fileBytes: size,
    fingerprint: `bench-${process.pid}-${Date.now()}`,
  };
  const { id } = await startUpload(ctx, upload);
  for (let offset = 0; offset < size; offset += CHUNK) {
    const body = createReadStream(path, { start: offset, end: Math.min(offset + CHUNK, size) - 1 });
    await receiveChunk(ctx, { id, offset }, { body, folder: join(dataDir, 'uploads') });
  }
  return id;
}

type Phases = { read: number; check: number; run: number };

/** Takes an uploaded file to its end with the guessed plan; how long the worker took for each part, in seconds. */
async function takeThrough(
  ctx: Ctx,
  id: number,
  originId: number,
): Promise<{ phases: Phases; end: ImportDetail }> {
  const seconds = async (work: Promise<unknown>) => {
    const started = performance.now();
    await work;
    const one = await waitFor(ctx, id);
    return { one, took: (performance.now() - started) / 1000 };
  };
  const read = await seconds(Promise.resolve());
  const check = await seconds(savePlan(ctx, { id, ...read.one.plan, originId }));
  if (check.one.state !== 'ready') throw new LaunchError(`The check ended as ${check.one.state}.`);
  const run = await seconds(startImport(ctx, { id }));
  return { phases: { read: read.took, check: check.took, run: run.took }, end: run.one };
}

type Stage = { sql: postgres.Sql; ctx: Ctx; url: string; dataDir: string; peak: () => number };

async function onStage<T>(server: BenchServer, work: (stage: Stage) => Promise<T>): Promise<T> {
  const database = await server.database(CONTACTS);
  const dataDir = resolve(FOLDER, `import-data-${process.pid}`);
  const worker = startWorker(database.url, dataDir);
  const sql = postgres(database.url, { max: 2, onnotice: () => {} });
  const { ctx, close } = await memberCtx(database.url);
  try {
    return await work({ sql, ctx, url: database.url, dataDir, peak: worker.peakMemory });
  } finally {
    await worker.stop();
    await close();
    await sql.end();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** The names that a file may use, as the workspace has them. */
export async function namesIn(sql: postgres.Sql) {
  const names = async (rows: Promise<{ name: string }[]>) => (await rows).map(({ name }) => name);
  return {
    statuses: await names(sql<{ name: string }[]>`select name from statuses where retired_at is null`),
    origins: await names(
      sql<{ name: string }[]>`select name from origins where merged_into_id is null limit 12`,
    ),
    owners: await names(sql<{ name: string }[]>`select name from users order by id limit 6`),
  };
}

async function importOnce(stage: Stage, rows: number, kind: 'csv' | 'xlsx') {
  const path = resolve(FOLDER, `rows-${rows}.${kind}`);
  await writeFileOf(rows, path, kind, await namesIn(stage.sql));
  const id = await sendFile(stage.ctx, path, stage.dataDir);
  const [origin] = await stage.sql<
    { id: string }[]
  >`select id from origins where archived_at is null limit 1`;
  const taken = await takeThrough(stage.ctx, id, Number(origin?.id));
  rmSync(path);
  if (taken.end.state !== 'done') throw new LaunchError(`The import ended as ${taken.end.state}.`);
  return { id, ...taken };
}

async function benchFile(
  server: BenchServer,
  rows: number,
  kind: 'csv' | 'xlsx',
  target: number,
): Promise<Figure[]> {
  return onStage(server, async (stage) => {
    const { phases, end } = await importOnce(stage, rows, kind);
    const name = `import-${kind}.${rows.toLocaleString('en')}-rows`;
    report(`  ${JSON.stringify(end.counts)}`);
    const parts = Object.entries(phases).map(([part, took]) =>
      figure(`${name}.${part}`, took, 's', { atMost: target }),
    );
    const total = phases.read + phases.check + phases.run;
    const floor = kind === 'csv' ? await bareCopy(stage, rows) : null;
    return [
      ...parts,
      figure(name, total, 's', { atMost: target }, floor),
      figure(`import-${kind}.memory`, stage.peak(), 'MB', { atMost: 512 }),
    ];
  });
}

/** How long COPY alone takes for the same contacts, without identities, events and all else, into the same indexes. */
async function bareCopy({ sql }: Stage, rows: number): Promise<number> {
  const [target] = await sql<{ workspace: string; status: string; origin: string }[]>`
    select w.id as workspace, s.id as status, o.id as origin
    from workspaces w join statuses s on s.workspace_id = w.id join origins o on o.workspace_id = w.id limit 1`;
  if (!target) throw new LaunchError('The database has no workspace.');
  const part = Math.min(rows, 100_000);
  await sql`create temporary table copied as
    select first_name, last_name, phone, email, company, notes from contacts order by id desc limit ${part}`;
  const started = performance.now();
  await sql`
    insert into contacts (workspace_id, first_name, last_name, phone, email, company, notes, status_id, origin_id)
    select ${target.workspace}::bigint, copied.*, ${target.status}::bigint, ${target.origin}::bigint from copied`;
  return ((performance.now() - started) / 1000) * (rows / part);
}

/** A CSV of as many rows as the bench has contacts: at a million, two minutes. */
export function benchImportCsv(server: BenchServer, rows: number): Promise<Figure[]> {
  return benchFile(server, rows, 'csv', (rows * 120) / 1_000_000);
}

/** An XLSX of a fifth as many: at 200,000, one minute. */
export function benchImportXlsx(server: BenchServer, rows: number): Promise<Figure[]> {
  const some = Math.max(1_000, Math.round(rows / 5));
  return benchFile(server, some, 'xlsx', (some * 300) / 1_000_000);
}

/** Undoing an import of a tenth as many: at 100,000, half a minute. */
export function benchImportUndo(server: BenchServer, rows: number): Promise<Figure[]> {
  const some = Math.max(1_000, Math.round(rows / 10));
  return onStage(server, async (stage) => {
    const { id } = await importOnce(stage, some, 'csv');
    const started = performance.now();
    await undoImport(stage.ctx, { id });
    const { state } = await waitFor(stage.ctx, id);
    if (state !== 'undone') throw new LaunchError(`Undoing ended as ${state}.`);
    const name = `import-undo.${some.toLocaleString('en')}-rows`;
    return [figure(name, (performance.now() - started) / 1000, 's', { atMost: (some * 300) / 1_000_000 })];
  });
}
