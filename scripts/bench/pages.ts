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

/** Parts of names as people type them: those of every hundredth contact or more, and those of a handful. */
const COMMON_PARTS = [
  'silva',
  'mari',
  'oliv',
  'ana',
  'ferr',
  'joão',
  'santos',
  'castr',
  'quit',
  'padaria',
  'maria sil',
  'teixei',
];
const RARE_PARTS = [
  'gonçal',
  'vascon',
  'beatr',
  'zilda',
  'cleide',
  'nakam',
  'kowals',
  'schnei',
  'benja',
  'maria sou',
  'rosi',
  'uchô',
];
const PARTS = [...COMMON_PARTS, ...RARE_PARTS];

function page(stage: Stage, path: string, expects: string): LoadRequest {
  return { path, headers: { cookie: stage.cookie, accept: 'text/html' }, expects };
}

/** The whole pipeline. */
export const boardPage = (stage: Stage) => page(stage, '/pipeline', 'data-card=');

type Pair = { statusId: number; originId: number };

/** The commonest pairs of status and origin: full pages, whatever the size. */
async function pickPairs({ sql, workspaceId }: Stage): Promise<Pair[]> {
  const rows = await sql<{ status_id: string; origin_id: string }[]>`
    select status_id, origin_id from contact_tallies where workspace_id = ${workspaceId}
    group by 1, 2 order by sum(total) desc limit 20`;
  return rows.map((row) => ({ statusId: Number(row.status_id), originId: Number(row.origin_id) }));
}

function filteredPages(stage: Stage, pairs: Pair[]): LoadRequest[] {
  return pairs.map(({ statusId, originId }, index) => {
    const sort = ['-createdAt', '-lastActivityAt'][index % 2];
    return page(stage, `/contacts?status=${statusId}&origin=${originId}&sort=${sort}`, '</html>');
  });
}

function searchPages(stage: Stage, parts: string[]): LoadRequest[] {
  return parts.map((part) => page(stage, `/contacts?q=${encodeURIComponent(part)}`, '</html>'));
}

async function measure(stage: Stage, requests: LoadRequest[]) {
  await sendLoad(stage.web.origin, repeat(requests, WARM_UP), 4);
  return sendLoad(stage.web.origin, repeat(requests, ALONE), 1);
}

/** Milliseconds (p50) of the three pages whose growth is watched, with as many rows on them at any size. */
export async function measurePages(stage: Stage): Promise<Record<string, number>> {
  return {
    'pipeline-page': (await measure(stage, [boardPage(stage)])).p50,
    'contacts-page': (await measure(stage, filteredPages(stage, await pickPairs(stage)))).p50,
    search: (await measure(stage, searchPages(stage, COMMON_PARTS))).p50,
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
  const { sql, workspaceId } = stage;
  const pairs = await pickPairs(stage);
  const { p50 } = await measure(stage, filteredPages(stage, pairs));
  const floor = await measureFloor(
    sql,
    (_, turn) => {
      const { statusId = 0, originId = 0 } = pairs[turn % pairs.length] ?? {};
      return sql`
        select id, name, type, phone, owner_id, status_id, origin_id, is_active, created_at from contacts
        where workspace_id = ${workspaceId} and status_id = ${statusId} and origin_id = ${originId}
        order by created_at desc, id desc limit 50`;
    },
    { alone: ALONE },
  );
  return [figure('contacts-page.p50', p50, 'ms', { atMost: 15 }, floor.p50)];
}

export async function benchSearch(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId } = stage;
  const { p50 } = await measure(stage, searchPages(stage, PARTS));
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
