import type postgres from 'postgres';

const EVENTS_EACH = 5;
const CONTACTS_AT_ONCE = 100_000;

/**
 * Lets contacts go to another status and come back, each move with its event, until there are five events for each contact; the seed tells of fewer. The
 * moves come after all that is told of the contact already.
 */
export async function addHistory(sql: postgres.Sql, workspaceId: number, contacts: number): Promise<number> {
  const [have] = await sql<{ total: number }[]>`
    select count(*)::int as total from contact_events where workspace_id = ${workspaceId}`;
  let missing = contacts * EVENTS_EACH - (have?.total ?? 0);
  // Contact by contact, and again from the first one while that is not enough.
  for (let lastId = 0, isAgain = false; missing > 0; ) {
    const wanted = Math.min(CONTACTS_AT_ONCE, Math.ceil(missing / 2));
    const [done] = await sql.begin((tx) => detour(tx, { workspaceId, lastId, wanted }));
    const moved = done?.contacts ?? 0;
    if (moved === 0 && isAgain) break;
    isAgain = moved === 0;
    lastId = done?.lastId ?? 0;
    missing -= moved * 2;
  }
  await sql`vacuum (analyze) contacts, contact_events, status_stays`;
  return contacts * EVENTS_EACH - Math.max(0, missing);
}

type Some = { workspaceId: number; lastId: number; wanted: number };

async function detour(tx: postgres.TransactionSql, { workspaceId, lastId, wanted }: Some) {
  return tx<{ lastId: number | null; contacts: number }[]>`
    with chosen as materialized (
      select id, status_id, status_since,
        status_since + (now() - status_since) * (0.1 + 0.4 * (hashint8extended(id, 5) & 1023) / 1024) as gone_at,
        status_since + (now() - status_since) * (0.5 + 0.4 * (hashint8extended(id, 6) & 1023) / 1024) as back_at,
        (array(select s.id from statuses s where s.workspace_id = contacts.workspace_id and s.id <> contacts.status_id
          order by s.position))[1 + (hashint8extended(id, 7) & 3)] as other_id
      from contacts where workspace_id = ${workspaceId} and id > ${lastId} and status_since < now() - interval '30 days'
      order by id limit ${wanted}
    ), told as (
      insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, at, before, after)
      select ${workspaceId}, id, 'contact.status_changed', 'member', (select min(user_id) from memberships), at,
        jsonb_build_object('statusId', before_id, 'statusSince', before_at), jsonb_build_object('statusId', after_id)
      from chosen cross join lateral (values (1, gone_at, status_id, status_since, other_id), (2, back_at, other_id, gone_at, status_id))
        as move (n, at, before_id, before_at, after_id)
      order by id, n
    ), moved as (
      update contacts c set status_since = chosen.back_at from chosen where c.workspace_id = ${workspaceId} and c.id = chosen.id
    )
    select max(id)::int as "lastId", count(*)::int as contacts from chosen`;
}
