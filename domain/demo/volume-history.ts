import type postgres from 'postgres';

/**
 * Each contact's events in their order: created in the first status, moved once or twice to where it stands, and perhaps something after that:
 * it got its owner, or (with nobody to own it) lost a note.
 */
const INSERT_EVENTS = `
  insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, at, before, after)
  select workspace_id, contact_id, event.kind, 'member', actor.id, event.at, event.before, event.after
  from (
    select c.workspace_id, c.id as contact_id, c.created_at, c.status_since, c.last_activity_at, c.status_id, c.origin_id,
      c.owner_id, c.type, m.serial, m.step, m.is_two_moves, first.id as first_id,
      middle.id as middle_id, c.created_at + (c.status_since - c.created_at) * 0.4 as middle_at,
      m.changes > case when m.step = 0 then 1 when m.is_two_moves then 3 else 2 end as has_aside
    from contacts c
    join seed_moments m on m.serial = c.id - $2::bigint
    join seed_statuses first on first.n = 0
    left join seed_statuses middle
      on middle.n = case when m.is_two_moves then 1 + floor(pg_temp.draw(m.serial, 25) * (m.step - 1))::int end
    where c.workspace_id = $1::bigint and c.id > $2::bigint
  ) as story
  join seed_members actor on actor.n = floor(pg_temp.draw(serial, 12) * (select count(*) from seed_members))::int,
  lateral (
    select 'contact.created', created_at, null::jsonb, jsonb_build_object(
      'statusId', first_id, 'originId', origin_id, 'ownerId', case when not has_aside then owner_id end, 'type', type)
    union all
    select 'contact.status_changed', middle_at, jsonb_build_object('statusId', first_id, 'statusSince', created_at),
      jsonb_build_object('statusId', middle_id)
    where is_two_moves
    union all
    select 'contact.status_changed', status_since,
      case when is_two_moves then jsonb_build_object('statusId', middle_id, 'statusSince', middle_at)
        else jsonb_build_object('statusId', first_id, 'statusSince', created_at) end,
      jsonb_build_object('statusId', status_id)
    where step > 0
    union all
    select 'contact.owner_changed', last_activity_at, '{"ownerId": null}', jsonb_build_object('ownerId', owner_id)
    where has_aside and owner_id is not null
    union all
    select 'contact.updated', last_activity_at, '{"notes": "Ligar de novo"}', '{"notes": ""}'
    where has_aside and owner_id is null
  ) as event (kind, at, before, after)`;

/** Inserts the events of the contacts after `lastId`; returns how many. */
export async function insertHistory(
  tx: postgres.TransactionSql,
  workspaceId: number,
  lastId: number,
): Promise<number> {
  const inserted = await tx.unsafe(INSERT_EVENTS, [workspaceId, lastId]);
  return inserted.count;
}
