import { actionCaller } from './actions.ts';
import { type Figure, figure } from './figure.ts';
import { measureFloor } from './floors.ts';
import { sendLoad } from './load.ts';
import type { LoadRequest } from './load-worker.ts';
import type { Stage } from './stage.ts';

const WARM_UP = 100;
const ALONE = 300;
const TOGETHER = 2_000;
const CLIENTS = 16;

type Movable = { id: number; version: number; statusId: number };

/** Contacts from all over the table, each at most once. */
async function pickContacts({ sql, workspaceId }: Stage, wanted: number): Promise<Movable[]> {
  const rows = await sql<{ id: string; version: number; status_id: string }[]>`
    select id, version, status_id from contacts
    where workspace_id = ${workspaceId}
    order by hashint8extended(id, 1) limit ${wanted}`;
  return rows.map((row) => ({ id: Number(row.id), version: row.version, statusId: Number(row.status_id) }));
}

function nextStatus({ statusIds }: Stage, statusId: number): number {
  return statusIds[(statusIds.indexOf(statusId) + 1) % statusIds.length] ?? statusId;
}

/** Moves of so many contacts to the status after their own, each for once. */
export async function moveRequests(stage: Stage, wanted: number): Promise<LoadRequest[]> {
  return toRequests(stage, await pickContacts(stage, wanted));
}

function toRequests(stage: Stage, contacts: Movable[]): LoadRequest[] {
  const call = actionCaller(stage, {
    page: '/pipeline',
    file: 'app/(crm)/pipeline/actions.ts',
    name: 'moveToStatusAction',
  });
  return contacts.map(({ id, version, statusId }) =>
    call({ id, version, statusId: nextStatus(stage, statusId) }),
  );
}

export async function benchMove(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId, web } = stage;
  const floorTotal = ALONE + TOGETHER + WARM_UP;
  const contacts = await pickContacts(stage, WARM_UP + ALONE + TOGETHER + floorTotal);
  const moves = toRequests(stage, contacts);
  await sendLoad(web.origin, moves.splice(0, WARM_UP), 4);
  const alone = await sendLoad(web.origin, moves.splice(0, ALONE), 1);
  const together = await sendLoad(web.origin, moves.splice(0, TOGETHER), CLIENTS);
  const left = contacts.slice(WARM_UP + ALONE + TOGETHER);
  const floor = await measureFloor(
    sql,
    async (bare, turn) => {
      const { id, statusId } = left[turn] ?? { id: 0, statusId: 0 };
      const target = nextStatus(stage, statusId);
      await bare`
        with moved as (
          update contacts set status_id = ${target}, status_since = now(), last_activity_at = now(), version = version + 1
          where workspace_id = ${workspaceId} and id = ${id} returning id, status_since
        )
        insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after)
        select ${workspaceId}, id, 'contact.status_changed', 'system', jsonb_build_object('statusId', ${statusId}::bigint),
          jsonb_build_object('statusId', ${target}::bigint) from moved`;
    },
    { alone: ALONE, together: TOGETHER },
  );
  return [
    figure('move.p50', alone.p50, 'ms', { atMost: 15 }, floor.p50),
    figure('move.throughput', together.perSecond, 'moves/s', { atLeast: 200 }, floor.perSecond),
  ];
}

export async function benchCreate(stage: Stage): Promise<Figure[]> {
  const { sql, workspaceId, web, statusIds, originIds } = stage;
  const call = actionCaller(stage, {
    page: '/contacts',
    file: 'app/(crm)/contacts/actions.ts',
    name: 'createContactAction',
  });
  // 9 7… where the seed has 9 0…: nobody has these yet.
  const created = Array.from(
    { length: WARM_UP + ALONE },
    (_, index): LoadRequest =>
      call({
        firstName: 'Nova',
        lastName: `Pessoa ${index}`,
        phone: `(11) 97${String(1_000_000 + index * 7)
          .padStart(7, '0')
          .replace(/(\d{3})(\d{4})/, '$1-$2')}`,
        email: `nova.pessoa${index}@example.com`,
        originId: originIds[index % originIds.length] ?? null,
        statusId: statusIds[index % statusIds.length] ?? null,
      }),
  );
  await sendLoad(web.origin, created.splice(0, WARM_UP), 4);
  const { p50 } = await sendLoad(web.origin, created, 1);
  const floor = await measureFloor(
    sql,
    async (bare, turn) => {
      const phone = `5511980${String(turn).padStart(6, '0')}`;
      await bare`
        with added as (
          insert into contacts (workspace_id, first_name, last_name, phone, status_id, origin_id)
          values (${workspaceId}, 'Nova', ${`Pessoa ${turn}`}, ${phone}, ${statusIds[0] ?? 0}, ${originIds[0] ?? 0})
          returning id, phone
        ), known as (
          insert into contact_identities (workspace_id, kind, value, contact_id)
          select ${workspaceId}, 'phone', phone, id from added
        )
        insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
        select ${workspaceId}, id, 'contact.created', 'system', '{}' from added`;
    },
    { alone: ALONE },
  );
  return [figure('create.p50', p50, 'ms', { atMost: 20 }, floor.p50)];
}
