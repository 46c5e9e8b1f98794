import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { connect } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { definitionInput } from '#domain/automations/input.ts';
import { writeListeners } from '#domain/automations/listeners.ts';
import { systemCtx, type WorkspaceFacts } from '#domain/ctx.ts';
import { DEMO_ACCOUNT_ID, DEMO_NUMBER_ID } from '#domain/demo/whatsapp-templates.ts';
import { verify } from '#domain/verify/verify.ts';
import { tokenPurpose } from '#domain/whatsapp/meta.ts';
import { workspaceFacts } from '#domain/workspaces/facts.ts';
import { seal } from '#lib/secret.ts';
import { failureOf, type StandIn } from '../meta-stand-in/server.ts';
import { report } from '../support/progress.ts';
import { judgeAutomations } from './judge-automations.ts';
import { again, killAtRandom, type Outcome } from './killing.ts';
import type { Product } from './product.ts';

/** Changes of status under way at once, and between two of one changer. */
const CHANGERS = 4;
const PAUSE_MILLISECONDS = 250;
/** One in so many messages is accepted and its connection broken off before the answer. */
const BROKEN_OFF = 6;
/** A worker that is killed before it has begun sends nothing that could go wrong. */
const PAUSE_OF_KILLS = { least: 3_000, more: 7_000 };
/** Longer than a dead worker's messages take to be given up. */
const IDLE_MILLISECONDS = 120_000;

/** What each run does: an effect inside the database, one outside, a wait, and another one inside. */
const DEFINITION = definitionInput.parse({
  trigger: { kind: 'status_changed', from: [], to: [] },
  conditions: { filter: '', hours: null, repeat: 'always', repeatDays: null },
  steps: [
    { key: 'before', kind: 'note', text: 'A' },
    { key: 'send', kind: 'send', numberId: null, text: 'Olá {{first_name|você}}', template: null },
    { key: 'pause', kind: 'wait', minutes: null, untilWorkingTime: true, untilAnswer: false },
    { key: 'after', kind: 'note', text: 'B' },
  ],
});

/**
 * Moves contacts from status to status while processes are killed at random and Meta breaks connections off after accepting; then looks for runs that are
 * missing, effects that are there twice, and messages that were sent twice or lost without anybody being told.
 */
export async function chaosAutomations(
  product: Product,
  { kills, meta }: { kills: number; meta: StandIn | null },
): Promise<Outcome> {
  if (!meta) throw new Error('there is no stand-in for Meta');
  await prepare(product);
  const over = new AbortController();
  const working = Promise.all([...Array.from({ length: CHANGERS }, () => change(product.url, over.signal))]);
  const sent = new AbortController();
  const breaking = breakOff(meta, sent.signal);
  const killed = await killAtRandom(product, kills, over.signal, PAUSE_OF_KILLS);
  over.abort();
  await working;
  await again(() => workedOff(product.url));
  sent.abort();
  await breaking;
  const complaints = await again(() => judgeAutomations(product.url, meta.world.accepted));
  const { db, close } = connect(product.url, { max: 2 });
  try {
    for (const { check, count } of await again(() => verify(db)))
      complaints.push(`verify: ${check} (${count})`);
  } finally {
    await close();
  }
  report(`  ${meta.world.accepted.length} messages accepted by Meta`);
  return { kills: killed, complaints };
}

async function prepare({ url, secret }: Product): Promise<void> {
  const { db, close } = connect(url, { max: 1 });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [workspace]: WorkspaceFacts[] = await db.select(workspaceFacts).from(workspaces).limit(1);
    if (!workspace) throw new Error('there is no workspace');
    const w = workspace.id;
    const token = seal('chaos-token', secret, tokenPurpose(w, DEMO_NUMBER_ID));
    const [number] = await sql<{ id: string }[]>`
      insert into whatsapp_numbers (workspace_id, phone_number_id, account_id, display_phone, token)
      values (${w}, ${DEMO_NUMBER_ID}, ${DEMO_ACCOUNT_ID}, '551140028922', ${token})
      returning id`;
    if (!number) throw new Error('there is no number');
    await openWindows(sql, w, number.id);
    const [made] = await sql<{ id: string }[]>`
      with made as (
        insert into automations (workspace_id, name, name_key, is_on, on_since) values (${w}, 'Chaos', 'chaos', true, now())
        returning workspace_id, id
      ), version as (
        insert into automation_versions (workspace_id, automation_id, number, definition)
        select workspace_id, id, 1, ${JSON.stringify(DEFINITION)}::text::jsonb from made returning id, automation_id
      )
      select automation_id as id, id as version from version`;
    const id = Number(made?.id);
    await sql`update automations set version_id = (select max(id) from automation_versions) where id = ${id}`;
    await db.transaction((tx) => writeListeners({ ...systemCtx(db, workspace), db: tx }, id, DEFINITION));
  } finally {
    await sql.end({ timeout: 1 });
    await close();
  }
}

/** Everybody has just written, so that they may be written to in own words. */
async function openWindows(sql: postgres.Sql, w: number, numberId: string): Promise<void> {
  await sql`
    with talks as (
      insert into conversations (workspace_id, number_id, contact_id, phone, last_inbound_at, last_message_at, waiting_since)
      select workspace_id, ${numberId}, id, phone, now(), now(), now() from contacts
      where workspace_id = ${w} and phone is not null and is_active and opted_out_at is null
      returning id, contact_id, last_inbound_at
    ), told as (
      insert into messages (workspace_id, conversation_id, contact_id, direction, type, state, body, at, wamid)
      select ${w}, id, contact_id, 'in', 'text', 'received', 'Oi', last_inbound_at, 'wamid.before.' || id from talks
      returning id, contact_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
    select ${w}, contact_id, 'contact.message_received', 'webhook', jsonb_build_object('messageId', id) from told`;
}

/** Somebody moves one contact after the other; whether a change whose answer was lost has happened, its event says. */
async function change(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const sql = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => {} });
    try {
      while (!signal.aborted) {
        await sql`
          with chosen as (
            select c.workspace_id, c.id, c.status_id,
              (select s.id from statuses s
                where s.workspace_id = c.workspace_id and s.id <> c.status_id and s.retired_at is null
                order by random() limit 1) as next_id
            from contacts c
            join conversations t on t.workspace_id = c.workspace_id and t.contact_id = c.id
            order by random() limit 1
          ), moved as (
            update contacts c set status_id = chosen.next_id, status_since = now(), version = version + 1
            from chosen where c.workspace_id = chosen.workspace_id and c.id = chosen.id
            returning c.workspace_id, c.id, chosen.status_id as from_id, c.status_id as to_id
          )
          insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after)
          select workspace_id, id, 'contact.status_changed', 'api_key', jsonb_build_object('statusId', from_id),
            jsonb_build_object('statusId', to_id)
          from moved`;
        await sleep(PAUSE_MILLISECONDS, undefined, { signal }).catch(() => {});
      }
    } catch {
      // Its connection was killed: what it had changed is changed, or is not.
      await sleep(200);
    } finally {
      await sql.end({ timeout: 1 }).catch(() => {});
    }
  }
}

async function breakOff({ world }: StandIn, signal: AbortSignal): Promise<void> {
  for (let seen = 0; !signal.aborted; ) {
    await sleep(50, undefined, { signal }).catch(() => {});
    if (world.accepted.length - seen < BROKEN_OFF) continue;
    seen = world.accepted.length;
    world.failures.push(failureOf('reset', { isAccepted: true }));
  }
}

const LEFT = `
  select (select count(*) from automation_inbox where what = 'event')::int
    + (select count(*) from automation_runs where state in ('running', 'waiting'))::int as total`;

/** Waits until nothing is left to do, or nothing moves any more. */
async function workedOff(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    let left = -1;
    for (let movedAt = Date.now(); Date.now() - movedAt < IDLE_MILLISECONDS; await sleep(500)) {
      const [row] = await sql.unsafe<{ total: number }[]>(LEFT);
      if (row?.total === 0) return;
      if (row?.total !== left) movedAt = Date.now();
      left = row?.total ?? -1;
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
