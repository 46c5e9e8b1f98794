import type postgres from 'postgres';
import { holdPhones } from '../contacts/phone-gate.ts';
import { LIVE_CHANNEL } from '../events.ts';
import { FOR_MASS_WRITES } from '../mass-writes.ts';
import type { Batch } from './batch.ts';
import { decideParameters, decideSql, WRITTEN } from './decide-sql.ts';
import { readLive } from './live-choices.ts';
import { inTransactionOf } from './transact.ts';
import { writeBelongings } from './write-belongings.ts';
import { writeUpdates } from './write-updates.ts';

const TYPES: Partial<Record<(typeof WRITTEN)[number], string>> = {
  is_active: 'boolean',
  status_id: 'bigint',
  origin_id: 'bigint',
  owner_id: 'bigint',
};

const COLUMNS = WRITTEN.join(', ');

/** What has been decided about the rows of the batch at hand; empty again at the end of each transaction. */
const DECIDED = `
create temporary table if not exists import_decided (
  number integer, action text, reason text, col integer, target bigint, version integer,
  ${WRITTEN.map((column) => `${column} ${TYPES[column] ?? 'text'}`).join(', ')}
) on commit delete rows`;

/** Readies a connection for batches. */
export async function prepareBatches(sql: postgres.ReservedSql): Promise<void> {
  await sql.unsafe(DECIDED);
}

/**
 * Decides and writes the rows of one batch in one transaction, with all that tells of it: contacts, identities, groups, answers, events, outcomes, sums. Whoever
 * writes a phone at the same moment comes before or after. Already written: nothing happens.
 */
export function writeBatch(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  return inTransactionOf(sql, () => writeInside(sql, batch));
}

async function writeInside(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  const { workspaceId, importId, index, plan } = batch;
  await sql.unsafe(FOR_MASS_WRITES);
  await holdPhones(sql, workspaceId, batch.slot);
  const [done] = await sql`
    select 1 from import_batches
    where workspace_id = ${workspaceId} and import_id = ${importId} and batch_index = ${index}`;
  if (done) return;
  if (plan.runsAutomations) await tellAutomations(sql, batch);
  const live = await readLive(sql, workspaceId, true);
  const deciding = { ...batch, ...live, turn: index };
  await sql.unsafe(
    `insert into import_decided (number, action, reason, col, target, version, ${COLUMNS}) ${decideSql(plan, 'written')}`,
    decideParameters(deciding),
    { prepare: false },
  );
  await sql`
    update import_decided set target = nextval(pg_get_serial_sequence('contacts', 'id')) where action = 'create'`;
  // Unknown to the planner, five thousand rows would be joined as if they were five.
  await sql`analyze import_decided`;
  const counts = await countActions(sql);
  if (counts.update) await writeUpdates(sql, batch, counts.update);
  if (counts.create) await createContacts(sql, batch);
  if (counts.create || counts.update) await writeBelongings(sql, batch);
  await writeOutcomes(sql, batch);
  await announce(sql, batch);
}

/** What this transaction writes sets automations off, unless that was called off meanwhile. */
async function tellAutomations(sql: postgres.ReservedSql, { workspaceId, importId }: Batch): Promise<void> {
  await sql`
    select set_config('chat_bot.import', id::text, true) from imports
    where workspace_id = ${workspaceId} and id = ${importId} and automations_cancelled_at is null for key share`;
}

async function countActions(sql: postgres.ReservedSql): Promise<Record<string, number>> {
  const rows = await sql<{ action: string; count: number }[]>`
    select action, count(*)::int as count from import_decided group by action`;
  return Object.fromEntries(rows.map(({ action, count }) => [action, count]));
}

/** One statement, so that the tallies (whose rows all batches share) are held for as short as can be. */
async function createContacts(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  const { workspaceId, importId, changeId, createdBy, plan } = batch;
  const tells = plan.runsAutomations ? sql`|| '{"runsAutomations": true}'` : sql``;
  await sql`
    with d as materialized (select * from import_decided where action = 'create'), made as (
      insert into contacts (workspace_id, id, ${sql.unsafe(COLUMNS)})
      select ${workspaceId}::bigint, target, ${sql.unsafe(COLUMNS)} from d order by target
    ), known as (
      insert into contact_identities (workspace_id, kind, value, contact_id, source, source_id, added_by)
      select ${workspaceId}::bigint, kind, value, target, 'import', ${importId}::bigint, ${createdBy}::bigint
      from (
        select 'email' as kind, lower(email) as value, target from d where email is not null
        union all select 'phone', phone, target from d where phone is not null
      ) as keys
    ), told as (
      insert into contact_events (workspace_id, contact_id, kind, actor_kind, after, change_id)
      select ${workspaceId}::bigint, target, 'contact.created', 'import',
        jsonb_build_object('statusId', status_id, 'originId', origin_id, 'ownerId', owner_id, 'type', type) ${tells},
        ${changeId}::uuid
      from d
    )
    insert into import_outcomes (workspace_id, import_id, number, outcome, contact_id, contact_version)
    select ${workspaceId}::bigint, ${importId}::bigint, number, 'created', target, 1 from d`;
}

async function writeOutcomes(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  const { workspaceId, importId, index } = batch;
  await sql`
    with rest as (
      insert into import_outcomes (workspace_id, import_id, number, outcome, column_number, reason, contact_id)
      select ${workspaceId}::bigint, ${importId}::bigint, number, action, col, reason, target
      from import_decided where action in ('unchanged', 'duplicate', 'rejected')
    )
    insert into import_batches (workspace_id, import_id, batch_index, created, updated, unchanged, duplicate, rejected)
    select ${workspaceId}::bigint, ${importId}::bigint, ${index}::integer,
      count(*) filter (where action = 'create'), count(*) filter (where action = 'update'),
      count(*) filter (where action = 'unchanged'), count(*) filter (where action = 'duplicate'),
      count(*) filter (where action = 'rejected')
    from import_decided`;
}

async function announce(sql: postgres.ReservedSql, { workspaceId }: Batch): Promise<void> {
  const update = JSON.stringify({ workspaceId, subject: 'contacts', ids: null });
  await sql`select pg_notify(${LIVE_CHANNEL}, ${update})`;
}
