import type postgres from 'postgres';
import { insertHistory } from './volume-history.ts';
import { insertLists } from './volume-lists.ts';
import { FIRST_NAMES } from './words.ts';

type Request = { workspaceId: number; contacts: number };

/**
 * Rows lie in the order in which they came, as in a table that grew. Six in seven have a common name. Phones begin with 90, which Brazilian
 * networks never assign; a stride without common factors runs through seven digits.
 */
const INSERT_CONTACTS = `
  insert into contacts (
    workspace_id, id, first_name, last_name, type, phone, email, company, is_active, owner_id, status_id, origin_id,
    version, created_at, updated_at, last_activity_at, status_since)
  select $1::bigint, $2::bigint + serial, first.word,
    case when pg_temp.draw(serial, 3) < 0.4 then other.word || ' ' || last.word else last.word end,
    case when pg_temp.draw(serial, 7) < 0.2 then 'customer' else 'lead' end,
    case when pg_temp.draw(serial, 8) < 0.9
      then '55' || area.word || '90' || lpad((($2::bigint + serial) * 7368787 % 10000000)::text, 7, '0') end,
    case when pg_temp.draw(serial, 8) >= 0.9 or pg_temp.draw(serial, 9) < 0.75
      then first.slug || '.' || last.slug || ($2::bigint + serial) || '@' || case when pg_temp.draw(serial, 10) < 0.4
        then business.slug || '.example' else (array['example.com', 'example.net', 'example.org'])[1 + serial % 3] end end,
    case when pg_temp.draw(serial, 10) < 0.4 then business.word else '' end,
    pg_temp.draw(serial, 11) < 0.95, owner.id, status.id, origin.id, changes, created, activity, activity, since
  from seed_moments
  join seed_statuses status on status.n = step
  join seed_origins origin on origin.n = floor(power(pg_temp.draw(serial, 6), 2) * (select count(*) from seed_origins))::int
  join seed_first_names first on first.n =
    case when pg_temp.draw(serial, 15) < 0.85 then floor(power(pg_temp.draw(serial, 1), 2.2) * $3::int)
      else $3::int + floor(pg_temp.draw(serial, 1) * ((select count(*) from seed_first_names) - $3::int)) end::int
  join seed_last_names last on last.n = floor(power(pg_temp.draw(serial, 2), 3) * (select count(*) from seed_last_names))::int
  join seed_last_names other on other.n = floor(power(pg_temp.draw(serial, 14), 2) * (select count(*) from seed_last_names))::int
  join seed_businesses business on business.n = floor(pg_temp.draw(serial, 4) * (select count(*) from seed_businesses))::int
  join seed_areas area on area.n = floor(pg_temp.draw(serial, 5) * (select count(*) from seed_areas))::int
  left join seed_members owner on owner.n =
    case when pg_temp.draw(serial, 13) < 0.8
      then floor(pg_temp.draw(serial, 12) * (select count(*) from seed_members))::int end
  order by serial`;

/**
 * Inserts the contacts and everything that belongs to them. Draws come from a hash of the contact's number, so that the same request on a fresh
 * database gives the same people.
 */
export async function insertVolume(
  tx: postgres.TransactionSql,
  { workspaceId, contacts }: Request,
  report: (line: string) => void,
): Promise<{ identities: number; events: number }> {
  report(`Adding ${contacts.toLocaleString('en')} contacts…`);
  await makeChoices(tx, workspaceId);
  const lastId = await reserveIds(tx, contacts);
  await makeMoments(tx, contacts);
  await tx.unsafe(INSERT_CONTACTS, [workspaceId, lastId, FIRST_NAMES.length]);
  report('Adding identities and history…');
  const identities = await insertIdentities(tx, workspaceId, lastId);
  const events = await insertHistory(tx, workspaceId, lastId);
  await insertLists(tx, workspaceId, lastId);
  return { identities, events };
}

/** The workspace's statuses in the order of the funnel, its origins and members, each numbered from 0. */
async function makeChoices(tx: postgres.TransactionSql, workspaceId: number): Promise<void> {
  await tx`
    create temporary table seed_statuses on commit drop as
    select id, row_number() over (order by position, id)::int - 1 as n
    from statuses where workspace_id = ${workspaceId} and retired_at is null`;
  await tx`
    create temporary table seed_origins on commit drop as
    select id, row_number() over (order by id)::int - 1 as n
    from origins where workspace_id = ${workspaceId} and archived_at is null and merged_into_id is null`;
  await tx`
    create temporary table seed_members on commit drop as
    select user_id as id, row_number() over (order by user_id)::int - 1 as n
    from memberships where workspace_id = ${workspaceId} and deactivated_at is null`;
}

/** Takes as many ids as there will be contacts out of the sequence, and returns the one before them. */
async function reserveIds(tx: postgres.TransactionSql, contacts: number): Promise<number> {
  const [row] = await tx<{ last: string }[]>`
    select setval(sequence, nextval(sequence) + ${contacts}) as last
    from pg_get_serial_sequence('contacts', 'id') as sequence`;
  return Number(row?.last ?? 0) - contacts;
}

/**
 * When each contact came, moved and was last heard of, and how many events that makes: two years of them, ever more a day. Whoever stands
 * beyond the first status came there within weeks; most are quiet after that.
 */
async function makeMoments(tx: postgres.TransactionSql, contacts: number): Promise<void> {
  await tx`
    create temporary table seed_moments on commit drop as
    select serial, step, is_two_moves, created, since,
      case when has_aside then since + least(now() - since, interval '60 days') * power(pg_temp.draw(serial, 23), 3)
        else since end as activity,
      1 + has_aside::int + case when step = 0 then 0 when is_two_moves then 2 else 1 end as changes
    from (
      select serial, step, created, step > 1 and pg_temp.draw(serial, 24) < 0.5 as is_two_moves,
        step = 0 or pg_temp.draw(serial, 22) < 0.5 as has_aside,
        case when step = 0 then created
          else created + least(now() - created, interval '45 days') * (0.05 + 0.95 * pg_temp.draw(serial, 21)) end as since
      from (
        select serial, floor(power(pg_temp.draw(serial, 20), 1.3) * (select count(*) from seed_statuses))::int as step,
          now() - interval '2 years' * (1 - power(serial / ${contacts + 1}::double precision, 0.7)) as created
        from generate_series(1::bigint, ${contacts}::bigint) as serial
        offset 0
      ) as began
      offset 0
    ) as moved`;
  await tx`analyze seed_moments`;
}

async function insertIdentities(
  tx: postgres.TransactionSql,
  workspaceId: number,
  lastId: number,
): Promise<number> {
  const inserted = await tx`
    insert into contact_identities (workspace_id, kind, value, contact_id, source, created_at)
    select workspace_id, kind, value, id, 'demo', created_at
    from contacts, lateral (values ('phone', phone), ('email', email)) as given (kind, value)
    where workspace_id = ${workspaceId} and id > ${lastId} and value is not null`;
  return inserted.count;
}
