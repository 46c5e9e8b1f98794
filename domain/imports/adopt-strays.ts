import type postgres from 'postgres';
import { ADOPT } from '../contacts/adopt-sql.ts';
import { whatsappIdsOf } from '../contacts/one-spelling.ts';
import { planAdoptions } from '../contacts/plan-adoptions.ts';
import { WORK_CHANNEL } from '../jobs.ts';
import type { Batch } from './batch.ts';

/** Every phone of the contacts of the batch, in each spelling under which WhatsApp may know it. */
const SPELT = `
with known as (
  select d.target, d.phone as value from import_decided d where d.action in ('create', 'update') and d.phone is not null
  union
  select d.target, i ->> 'value' from import_decided d
  join import_facts f on f.workspace_id = $1 and f.import_id = $2 and f.number = d.number and f.extra is not null
  cross join jsonb_array_elements(f.extra -> 'identities') as i
  where d.action in ('create', 'update') and i ->> 'kind' = 'phone'
), spelt as (
  select target, value, spelling from known cross join lateral (
    select value as spelling union all select unnest(${whatsappIdsOf('value')})) as other
)`;

/** One that somebody else had already was not written. */
const IS_HELD = `exists (
  select from contact_identities i
  where i.workspace_id = $1 and i.kind = 'phone' and i.value = s.value and i.contact_id = s.target)`;

const STRAYS = `${SPELT}
select c.id, c.number_id, s.target, s.value, s.spelling = s.value as is_same
from spelt s join conversations c on c.workspace_id = $1 and c.phone = s.spelling and c.contact_id is null
where ${IS_HELD}
order by c.id for update of c`;

const WAITING = `${SPELT}
update webhook_items w
set outcome = null, reason = null, waits_for = null, attempts = 0, next_try_at = now(), processed_at = null
from spelt s where w.workspace_id = $1 and w.outcome = 'waiting' and w.waits_for = 'phone:' || s.spelling
  and ${IS_HELD}`;

type Row = { id: string; number_id: string; target: string; value: string; is_same: boolean };

/**
 * Gives the contacts of the batch what their phones wrote while they were nobody's, and what webhooks told of them meanwhile: by a few statements for all rows, and by one
 * look where no stranger ever wrote. All of it belongs to the import, so that undoing knows it.
 */
export async function adoptStrays(sql: postgres.ReservedSql, batch: Batch): Promise<void> {
  const { workspaceId, importId } = batch;
  const [there] = await sql<{ strays: boolean; waiting: boolean }[]>`
    select exists (select from conversations where workspace_id = ${workspaceId} and contact_id is null) as strays,
      exists (
        select from webhook_items
        where workspace_id = ${workspaceId} and outcome = 'waiting' and reason = 'unknown_person') as waiting`;
  if (there?.waiting) {
    const taken = await sql.unsafe(WAITING, [workspaceId, importId]);
    if (taken.count > 0) await sql`select pg_notify(${WORK_CHANNEL}, 'take-webhooks')`;
  }
  if (!there?.strays) return;
  const rows = await sql.unsafe<Row[]>(STRAYS, [workspaceId, importId]);
  if (rows.length > 0) await adopt(sql, batch, rows);
}

async function adopt(
  sql: postgres.ReservedSql,
  { workspaceId, changeId }: Batch,
  rows: Row[],
): Promise<void> {
  const first = new Map([...rows].reverse().map((row) => [row.id, row]));
  const planned = [...first.values()].map((row) => ({
    id: Number(row.id),
    numberId: Number(row.number_id),
    contact: Number(row.target),
    by: row.is_same ? 'phone' : 'variant',
    value: row.value,
  }));
  const targets = `{${planned.map(({ contact }) => contact).join(',')}}`;
  const own = await sql<{ id: string; number_id: string; contact_id: string }[]>`
    select id, number_id, contact_id from conversations
    where workspace_id = ${workspaceId} and contact_id = any(${targets}::bigint[]) order by id for update`;
  const adoptions = planAdoptions(
    planned,
    own.map((row) => ({
      id: Number(row.id),
      numberId: Number(row.number_id),
      contact: Number(row.contact_id),
    })),
  );
  const given = [workspaceId, JSON.stringify(adoptions), 'import', null, changeId];
  for (const statement of ADOPT) await sql.unsafe(statement, given, { prepare: false });
  await sql`select pg_notify(${WORK_CHANNEL}, 'judge-arrivals')`;
}
