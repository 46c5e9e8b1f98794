import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { rehearse } from '#domain/automations/rehearse.ts';
import type { Definition, Step } from '#domain/automations/types.ts';
import { systemCtx, type WorkspaceFacts } from '#domain/ctx.ts';
import type { BenchServer } from './bench-database.ts';
import { type Figure, figure } from './figure.ts';

const EVENTS = 100_000;
const OTHERS = 5;
const ROUNDS = Number(process.env.ROUNDS ?? 3);

/** A replay over a hundred thousand moves of the last 30 days, each by somebody else, every third of whom writes now and then. */
export async function benchRehearsal(server: BenchServer): Promise<Figure[]> {
  const { url, drop } = await server.database(EVENTS);
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const { db, close } = connect(url);
  try {
    const stage = await prepare(sql);
    const ctx = systemCtx(db, stage.workspace);
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      const { report, events } = await rehearse(ctx, { id: stage.automationId });
      times.push((performance.now() - start) / 1_000);
      if (events < EVENTS || report.runs === 0) throw new Error(`${events} events, ${report.runs} runs`);
    }
    const floor = await timed(
      () => sql`
      select contact_id, kind, at, before, after from contact_events
      where workspace_id = ${stage.workspace.id} and at >= now() - interval '30 days' order by contact_id, id`,
    );
    return [figure('rehearsal', Math.max(...times), 's', { atMost: 10 }, floor)];
  } finally {
    await close();
    await sql.end();
    await drop();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

async function prepare(sql: postgres.Sql): Promise<{ workspace: WorkspaceFacts; automationId: number }> {
  const [row] = await sql<
    { id: string; name: string }[]
  >`select id, name from workspaces order by id limit 1`;
  const w = Number(row?.id);
  const statuses = await sql<
    { id: string }[]
  >`select id from statuses where workspace_id = ${w} order by position`;
  const [first = 0, second = 0, third = 0] = statuses.map(({ id }) => Number(id));
  await addHistory(sql, w, [first, second]);
  const automationId = await addAutomation(sql, w, {
    name: 'Ensaio',
    isOn: false,
    definition: long(second, third),
  });
  for (let place = 1; place <= OTHERS; place += 1)
    await addAutomation(sql, w, {
      name: `Outra ${place}`,
      isOn: true,
      definition: {
        ...long(third, first),
        conditions: { ...ANYBODY, filter: `all(status.is:${third};type.is:lead)` },
      },
    });
  const workspace: WorkspaceFacts = {
    id: w,
    name: row?.name ?? '',
    locale: 'pt-BR',
    country: 'BR',
    timeZone: 'America/Sao_Paulo',
    salesScope: 'all',
  };
  return { workspace, automationId };
}

/** Everybody moves once within the 30 days; a third talk. */
async function addHistory(sql: postgres.Sql, w: number, [from, to]: [number, number]): Promise<void> {
  await sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, at, before, after)
    select workspace_id, id, 'contact.status_changed', 'member', now() - interval '30 days' * ((id * 7907) % 100000) / 100001.0,
      jsonb_build_object('statusId', ${from}::bigint, 'statusSince', created_at), jsonb_build_object('statusId', ${to}::bigint)
    from contacts where workspace_id = ${w} order by id limit ${EVENTS}`;
  const [number] = await sql<{ id: string }[]>`
    insert into whatsapp_numbers (workspace_id, phone_number_id, account_id, display_phone, token)
    values (${w}, '900000000000009', '900', '551190000000', 'x') returning id`;
  await sql`
    insert into whatsapp_templates (workspace_id, account_id, name, language, status, category, components)
    values (${w}, '900', 'volta', 'pt_BR', 'APPROVED', 'UTILITY', '[{"type": "BODY", "text": "Oi"}]')`;
  await sql`
    with talks as (
      insert into conversations (workspace_id, number_id, contact_id, last_message_at, last_inbound_at)
      select workspace_id, ${number?.id ?? 0}, id, now(), now() from contacts where workspace_id = ${w} and id % 3 = 0
      returning workspace_id, id, contact_id
    )
    insert into messages (workspace_id, conversation_id, contact_id, direction, type, at, state)
    select workspace_id, id, contact_id, 'in', 'text', now() - interval '30 days' * ((contact_id * 104729 + n * 13) % 1000) / 1001.0,
      'received' from talks, generate_series(1, 5) n`;
  await sql`analyze contact_events`;
  await sql`analyze messages`;
  await sql`analyze conversations`;
}

const ANYBODY: Definition['conditions'] = { filter: '', hours: null, repeat: 'always', repeatDays: null };

/** With conditions, messages, a wait for an answer, a question and a change that others listen to. */
function long(to: number, next: number): Definition {
  const send = (key: string): Step => ({
    key,
    kind: 'send',
    numberId: null,
    text: 'Oi {{first_name}}',
    template: { name: 'volta', language: 'pt_BR', values: {} },
  });
  return {
    trigger: { kind: 'status_changed', from: [], to: [to] },
    conditions: { ...ANYBODY, filter: 'all(active.yes;created.older:1d;optout.no)' },
    steps: [
      send('a'),
      { key: 'b', kind: 'wait', minutes: 2 * 24 * 60, untilWorkingTime: false, untilAnswer: true },
      {
        key: 'c',
        kind: 'branch',
        question: { kind: 'answered' },
        then: [{ key: 'd', kind: 'status', statusId: next }],
        otherwise: [send('e')],
      },
    ],
  };
}

async function addAutomation(
  sql: postgres.Sql,
  w: number,
  { name, isOn, definition }: { name: string; isOn: boolean; definition: Definition },
): Promise<number> {
  const [made] = await sql<{ id: string }[]>`
    insert into automations (workspace_id, name, name_key, is_on, on_since)
    values (${w}, ${name}, ${name.toLowerCase()}, ${isOn}, now()) returning id`;
  const id = Number(made?.id);
  await sql`
    with version as (
      insert into automation_versions (workspace_id, automation_id, number, definition)
      values (${w}, ${id}, 1, ${sql.json(JSON.parse(JSON.stringify(definition)))}) returning id
    )
    update automations a set version_id = version.id from version where a.workspace_id = ${w} and a.id = ${id}`;
  return id;
}
