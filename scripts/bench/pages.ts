import type postgres from 'postgres';
import { foldForSearch } from '#lib/text.ts';
import { type Figure, figure } from './figure.ts';
import { measureFloor } from './floors.ts';
import { repeat, sendLoad } from './load.ts';
import type { LoadRequest } from './load-worker.ts';
import type { Stage } from './stage.ts';

const WARM_UP = 150;
const ALONE = 400;
const TOGETHER = 1_000;
const CLIENTS = 16;

/** Parts of names as people type them: of every tenth contact, and of a handful. */
const PARTS = [
  ...[
    'silva',
    'mari',
    'oliv',
    'ana',
    'castr',
    'ferr',
    'joão',
    'santos',
    'gonçal',
    'vascon',
    'beatr',
    'teixei',
  ],
  ...[
    'zilda',
    'cleide',
    'wander',
    'nakam',
    'kowals',
    'schnei',
    'quit',
    'benja',
    'maria sou',
    'padaria',
    'rosi',
    'uchô',
  ],
];

function page(stage: Stage, path: string, expects: string): LoadRequest {
  return { path, headers: { cookie: stage.cookie, accept: 'text/html' }, expects };
}

const boardPage = (stage: Stage) => page(stage, '/pipeline', 'data-card=');

/** Different pairs of status and origin, in the two orders of the list. */
function filteredPages(stage: Stage): LoadRequest[] {
  return stage.originIds.map((originId, index) => {
    const statusId = stage.statusIds[index % stage.statusIds.length];
    const sort = ['-createdAt', '-lastActivityAt'][index % 2];
    return page(stage, `/contacts?status=${statusId}&origin=${originId}&sort=${sort}`, '</html>');
  });
}

function searchPages(stage: Stage): LoadRequest[] {
  return PARTS.map((part) => page(stage, `/contacts?q=${encodeURIComponent(part)}`, '</html>'));
}

async function measure(stage: Stage, requests: LoadRequest[]) {
  await sendLoad(stage.web.origin, repeat(requests, WARM_UP), 4);
  return sendLoad(stage.web.origin, repeat(requests, ALONE), 1);
}

/** Milliseconds (p50) of the three pages whose growth is watched. */
export async function measurePages(stage: Stage): Promise<Record<string, number>> {
  return {
    'pipeline-page': (await measure(stage, [boardPage(stage)])).p50,
    'contacts-page': (await measure(stage, filteredPages(stage))).p50,
    search: (await measure(stage, searchPages(stage))).p50,
  };
}

export async function benchPipelinePage(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId } = stage;
  const board = [boardPage(stage)];
  const alone = await measure(stage, board);
  const together = await sendLoad(stage.web.origin, repeat(board, TOGETHER), CLIENTS);
  const floor = await measureFloor(
    sql,
    () => sql`
      select s.id, s.name, s.colour,
        (select sum(t.total) from contact_tallies t where t.workspace_id = s.workspace_id and t.status_id = s.id) as total,
        cards.list
      from statuses s
      cross join lateral (
        select json_agg(json_build_array(id, name, origin_id, owner_id, status_since, last_activity_at)) as list
        from (
          select * from contacts c
          where c.workspace_id = s.workspace_id and c.status_id = s.id
          order by last_activity_at desc, id desc limit 25
        ) as first
      ) as cards
      where s.workspace_id = ${workspaceId} and s.retired_at is null order by s.position`,
    { alone: ALONE, together: TOGETHER },
  );
  return [
    figure('pipeline-page.p50', alone.p50, 'ms', { atMost: 20 }, floor.p50),
    figure('pipeline-page.p95', alone.p95, 'ms', { atMost: 45 }),
    figure('pipeline-page.throughput', together.perSecond, 'pages/s', { atLeast: 100 }, floor.perSecond),
    figure('pipeline-page.size', alone.bytes / 1000, 'kB', { atMost: 150 }),
  ];
}

export async function benchContactsPage(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId, statusIds, originIds } = stage;
  const { p50 } = await measure(stage, filteredPages(stage));
  const floor = await measureFloor(
    sql,
    (_, turn) => sql`
      select id, name, type, phone, owner_id, status_id, origin_id, is_active, created_at from contacts
      where workspace_id = ${workspaceId} and status_id = ${statusIds[turn % statusIds.length] ?? 0}
        and origin_id = ${originIds[turn % originIds.length] ?? 0}
      order by created_at desc, id desc limit 50`,
    { alone: ALONE },
  );
  return [figure('contacts-page.p50', p50, 'ms', { atMost: 15 }, floor.p50)];
}

export async function benchSearch(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId } = stage;
  const { p50 } = await measure(stage, searchPages(stage));
  const floor = await measureFloor(
    sql,
    (bare, turn) => searchBare(bare, workspaceId, PARTS[turn % PARTS.length] ?? ''),
    {
      alone: ALONE,
    },
  );
  return [figure('search.p50', p50, 'ms', { atMost: 15 }, floor.p50)];
}

/** Planned anew for each part: the best plan depends on how common it is. */
function searchBare(sql: postgres.Sql, workspaceId: number, part: string): Promise<unknown> {
  const patterns = foldForSearch(part)
    .split(' ')
    .map((word) => `%${word}%`);
  const conditions = patterns.map((_, index) => `and search like $${index + 2}`).join(' ');
  return sql.unsafe(
    `select id, name, type, phone, owner_id, status_id, origin_id, is_active, created_at from contacts
     where workspace_id = $1 ${conditions} order by created_at desc, id desc limit 50`,
    [workspaceId, ...patterns],
  );
}
