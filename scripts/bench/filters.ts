import type postgres from 'postgres';
import { type Figure, figure } from './figure.ts';
import { type Facts, questions } from './filter-questions.ts';
import { measureFloor } from './floors.ts';
import { repeat, sendLoad } from './load.ts';
import type { Stage } from './stage.ts';

const ALONE = 120;

/** Two custom fields and groups of every size: answers for half of all contacts each. */
async function addAnswers({ sql, workspaceId: w, statusIds, originIds }: Stage): Promise<Facts> {
  const [city, score, level] = await sql<{ id: string }[]>`
    insert into fields (workspace_id, name, name_key, kind, position)
    select ${w}, k, k, k, n from unnest(array['text', 'number', 'choice']) with ordinality t(k, n) returning id`;
  const [choice] = await sql<{ id: string }[]>`
    insert into field_choices (workspace_id, field_id, name, name_key, position)
    select ${w}, ${level?.id ?? 0}, 'c' || n, 'c' || n, n from generate_series(1, 8) n returning id`;
  const groups = await sql<{ id: string }[]>`
    insert into groups (workspace_id, name, name_key) select ${w}, 'g' || n, 'g' || n from generate_series(1, 4) n returning id`;
  const ids = groups.map(({ id }) => Number(id));
  await sql`insert into field_values (workspace_id, field_id, contact_id, text)
    select ${w}, ${city?.id ?? 0}, id, (array['São Paulo', 'Recife', 'Curitiba', 'Salvador'])[1 + id % 4]
    from contacts where workspace_id = ${w} and id % 2 = 0`;
  await sql`insert into field_values (workspace_id, field_id, contact_id, number)
    select ${w}, ${score?.id ?? 0}, id, (id * 7907 % 100000)::numeric / 10 from contacts where workspace_id = ${w} and id % 3 = 0`;
  await sql`insert into field_values (workspace_id, field_id, contact_id, choice_id)
    select ${w}, ${level?.id ?? 0}, id, ${choice?.id ?? 0}::bigint + id * 31 % 8 from contacts where workspace_id = ${w} and id % 2 = 1`;
  for (const [index, every] of [3, 100, 2_000, 50_000].entries())
    await sql`insert into group_members (workspace_id, group_id, contact_id)
      select ${w}, ${ids[index] ?? 0}, id from contacts where workspace_id = ${w} and id % ${every} = 0`;
  await sql`analyze field_values`;
  await sql`analyze group_members`;
  return {
    statusIds,
    originIds,
    groupIds: ids,
    city: Number(city?.id),
    score: Number(score?.id),
  };
}

let answers: { stage: Stage; facts: Promise<Facts> } | null = null;

/** Once for a stage, however many figures are asked for. */
function answersOf(stage: Stage): Promise<Facts> {
  if (answers?.stage !== stage) answers = { stage, facts: addAnswers(stage) };
  return answers.facts;
}

/** A page of contacts by three conditions, with its count. */
export async function benchFilter(stage: Stage): Promise<Figure[]> {
  const asked = questions(await answersOf(stage));
  const requests = asked.map(({ filter }) => ({
    path: `/contacts?filter=${encodeURIComponent(filter)}`,
    headers: { cookie: stage.cookie, accept: 'text/html' },
    expects: '</html>',
  }));
  await sendLoad(stage.web.origin, repeat(requests, asked.length * 2), 1);
  const { p50, p95 } = await sendLoad(stage.web.origin, repeat(requests, ALONE), 1);
  const floor = await measureFloor(
    stage.sql,
    (bare, turn) => askBare(bare, stage.workspaceId, asked[turn % asked.length]?.sql ?? 'true'),
    { alone: ALONE },
  );
  return [
    figure('filter-three-conditions.p50', p50, 'ms', { atMost: 60 }, floor.p50),
    figure('filter-three-conditions.p95', p95, 'ms', { atMost: 250 }),
  ];
}

/** The same questions asked side by side, as whoever writes them by hand would. */
async function askBare(sql: postgres.Sql, workspaceId: number, condition: string): Promise<unknown> {
  const matching = `from contacts c where c.workspace_id = ${workspaceId} and ${condition}`;
  return Promise.all([
    sql.unsafe(`select count(*) from (select 1 ${matching} limit 10001) m`),
    sql.unsafe(`select id, name, phone, created_at ${matching} order by created_at desc, id desc limit 50`),
  ]);
}

const SEGMENTS = 20;
const ROUNDS = 15;

/** The page of segments, with the counts of twenty. */
export async function benchSegments(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId } = stage;
  const asked = questions(await answersOf(stage)).slice(0, SEGMENTS);
  const [member] = await sql<{ user_id: string }[]>`
    select user_id from memberships where workspace_id = ${workspaceId} order by user_id limit 1`;
  for (const [index, { filter }] of asked.entries())
    await sql`insert into segments (workspace_id, name, name_key, query, owner_id, is_shared)
      values (${workspaceId}, ${`Segmento ${index}`}, ${`segmento ${index}`}, ${`filter=${filter}`}, ${member?.user_id ?? 0}, true)`;
  const page = {
    path: '/segments',
    headers: { cookie: stage.cookie, accept: 'text/html' },
    expects: 'Segmento 19',
  };
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Changed segments are counted anew: nothing is remembered from the round before.
    await sql`update segments set version = version + 1 where workspace_id = ${workspaceId}`;
    times.push((await sendLoad(stage.web.origin, [page], 1)).p50);
  }
  const floor = await measureFloor(
    sql,
    (bare) =>
      Promise.all(
        asked.map(({ sql: condition }) =>
          bare.unsafe(
            `select count(*) from (select 1 from contacts c where c.workspace_id = ${workspaceId} and ${condition} limit 10001) m`,
          ),
        ),
      ),
    { alone: 10 },
  );
  const slowest = Math.max(...times.slice(2));
  return [figure('segment-counts', slowest, 'ms', { atMost: 1_000 }, floor.p50)];
}
