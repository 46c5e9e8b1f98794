import { randomUUID } from 'node:crypto';
import { type Connection, connect } from '#db/client.ts';
import { runBulkChanges } from '#domain/bulk/run.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { actFor } from '#domain/sessions/act-for.ts';
import { LaunchError } from '../support/launch-error.ts';
import { type Figure, figure } from './figure.ts';
import { type Load, repeat, sendLoad } from './load.ts';
import { boardPage } from './pages.ts';
import type { Stage } from './stage.ts';

const WANTED = 100_000;
const QUIET = 300;
/** Pages asked for at a time while the change goes on. */
const ROUND = 40;

/** A hundred thousand contacts change status as the worker does it, and somebody looks at the pipeline all the while. */
export async function benchBulk(stage: Stage): Promise<Figure[]> {
  const connection = connect(stage.url, { max: 3 });
  try {
    await sendLoad(stage.web.origin, repeat([boardPage(stage)], QUIET), 1);
    const quiet = await sendLoad(stage.web.origin, repeat([boardPage(stage)], QUIET), 1);
    const total = await begin(stage, connection);
    const started = performance.now();
    let seconds = 0;
    const run = runBulkChanges(connection.db).then(() => {
      seconds = (performance.now() - started) / 1_000;
    });
    const during: Load[] = [];
    while (seconds === 0) during.push(await sendLoad(stage.web.origin, repeat([boardPage(stage)], ROUND), 1));
    await run;
    const p95 = during.reduce((sum, load) => sum + load.p95, 0) / during.length;
    return [
      figure('bulk-status-100k', (seconds * WANTED) / total, 's', { atMost: 20 }),
      figure('pipeline-during-bulk', p95 / quiet.p95, '× quiet p95', { atMost: 2 }),
    ];
  } finally {
    await connection.close();
  }
}

/** Begins to move the contacts of the status that has about so many; returns how many. */
async function begin({ sql, workspaceId }: Stage, { db }: Connection): Promise<number> {
  const [from] = await sql<{ id: string; total: string }[]>`
    select status_id as id, sum(total) as total from contact_tallies where workspace_id = ${workspaceId}
    group by 1 order by abs(sum(total) - ${WANTED}) limit 1`;
  const [to] = await sql<{ id: string }[]>`
    select id from statuses
    where workspace_id = ${workspaceId} and id <> ${from?.id ?? 0} and retired_at is null order by position limit 1`;
  const [member] = await sql<{ id: string }[]>`
    select user_id as id from memberships where workspace_id = ${workspaceId} and role = 'admin' limit 1`;
  const ctx = member && (await actFor(db, { workspaceId, userId: Number(member.id) }));
  if (!from || !to || !ctx) throw new LaunchError('The database has nothing to change.');
  const bulk = await startBulk(ctx, {
    selection: { query: `status=${from.id}`, except: [] },
    change: { kind: 'status', statusId: Number(to.id) },
    expectedTotal: Number(from.total),
    requestId: randomUUID(),
  });
  return bulk.total;
}
