import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import {
  answerSeconds,
  dayTeller,
  type Story,
  staysOf,
  type ToldEvent,
  type Touch,
  touchesThatCount,
} from './story.ts';

type Workspace = { id: number; timeZone: string };
type Of<T> = T & { contactId: number };

/** So many contacts are in memory at once. */
const AT_ONCE = 500;

/** The story of every contact that ever was in a workspace, contact by contact: from its row, its events, touches, messages and tasks, not from what is kept beside them. */
export async function* readStories(db: Db | Tx, workspace: Workspace): AsyncGenerator<Story> {
  for (let ids = await nextIds(db, workspace, 0); ids.length > 0; ) {
    yield* await readSome(db, workspace, ids);
    ids = await nextIds(db, workspace, ids.at(-1) ?? 0);
  }
}

async function nextIds(db: Db | Tx, { id }: Workspace, after: number): Promise<number[]> {
  const rows = await db.execute<{ id: number }>(sql`
    (select id::int from contacts where workspace_id = ${id} and id > ${after} order by id limit ${AT_ONCE})
    union
    (select distinct contact_id::int from contact_events where workspace_id = ${id} and contact_id > ${after}
      order by contact_id limit ${AT_ONCE})
    order by id limit ${AT_ONCE}`);
  return rows.map((row) => row.id);
}

async function readSome(db: Db | Tx, workspace: Workspace, ids: number[]): Promise<Story[]> {
  const them: Them = {
    db,
    from: sql`workspace_id = ${workspace.id} and contact_id = any(${`{${ids.join(',')}}`}::bigint[])`,
  };
  const dayOf = dayTeller(workspace.timeZone);
  const contacts = await readContacts(them, workspace, ids);
  const events = grouped(await readEvents(them));
  const touches = grouped(await readTouches(them));
  const messages = grouped(await readMessages(them));
  const tasks = grouped(await readTasks(them));
  return ids.map((id) => {
    const contact = contacts.get(id);
    const told = events.get(id) ?? [];
    return {
      id,
      contact: contact ? { ...contact, createdDay: dayOf(contact.createdAt) } : null,
      stays: staysOf(told, dayOf),
      originChanges: told
        .filter(({ kind }) => kind === 'contact.origin_changed')
        .map(({ before, after, changeId }) => ({ from: before.originId, to: after.originId, changeId })),
      touches: touchesThatCount(touches.get(id) ?? []),
      answerSeconds: answerSeconds(messages.get(id) ?? []),
      tasks: tasks.get(id) ?? [],
    };
  });
}

/** Whose rows are read. */
type Them = { db: Db | Tx; from: SQL };

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);

type ContactRow = Omit<NonNullable<Story['contact']>, 'createdDay'>;

async function readContacts(
  { db }: Them,
  workspace: Workspace,
  ids: number[],
): Promise<Map<number, ContactRow>> {
  const rows = await db.execute<ContactRow & { id: number }>(sql`
    select id::int, origin_id::int as "originId", owner_id::int as "ownerId", is_active as "isActive", status_id::int as "statusId",
      ${ms('created_at')} as "createdAt", ${ms('status_since')} as "statusSince"
    from contacts where workspace_id = ${workspace.id} and id = any(${`{${ids.join(',')}}`}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

type EventRow = Of<{
  kind: string;
  at: number;
  by: number | null;
  changeId: string | null;
  fromStatus: number | null;
  toStatus: number | null;
  fromOrigin: number | null;
  toOrigin: number | null;
  intoId: number | null;
}>;

async function readEvents({ db, from }: Them): Promise<Of<ToldEvent>[]> {
  const rows = await db.execute<EventRow>(sql`
    select contact_id::int as "contactId", kind, ${ms('at')} as at, change_id as "changeId",
      case when actor_kind = 'member' then actor_id::int end as by,
      (before ->> 'statusId')::int as "fromStatus", (after ->> 'statusId')::int as "toStatus",
      (before ->> 'originId')::int as "fromOrigin", (after ->> 'originId')::int as "toOrigin", (after ->> 'intoId')::int as "intoId"
    from contact_events where ${from} and kind in ('contact.created', 'contact.status_changed', 'contact.restored', 'contact.split',
      'contact.deleted', 'contact.erased', 'contact.merged', 'contact.origin_changed')
    order by contact_id, id`);
  return rows.map(({ contactId, kind, at, by, changeId, ...row }) => ({
    ...{ contactId, kind, at, by, changeId },
    before: { statusId: row.fromStatus, originId: row.fromOrigin },
    after: { statusId: row.toStatus, originId: row.toOrigin, intoId: row.intoId },
  }));
}

type TouchRow = Of<{
  id: number;
  originId: number;
  at: number;
  supersedesId: number | null;
  linkId: number | null;
  code: string | null;
  ad: string | null;
}>;

async function readTouches({ db, from }: Them): Promise<Of<Touch & { supersedesId: number | null }>[]> {
  const rows = await db.execute<TouchRow>(sql`
    select contact_id::int as "contactId", id::int, origin_id::int as "originId", ${ms('at')} as at,
      supersedes_id::int as "supersedesId", link_id::int as "linkId", evidence -> 'referral' ->> 'sourceId' as ad,
      (select code from tracked_links k where k.workspace_id = touches.workspace_id and k.id = touches.link_id) as code
    from touches where ${from}`);
  return rows.map(({ linkId, code, ad, ...row }) => ({ ...row, campaign: campaignOf({ linkId, code, ad }) }));
}

/** A link before the advertisement: whoever came by a link of ours followed it. */
function campaignOf({ linkId, code, ad }: Pick<TouchRow, 'linkId' | 'code' | 'ad'>): Touch['campaign'] {
  if (linkId !== null) return { kind: 'link', key: code ?? ad ?? '' };
  return ad ? { kind: 'ad', key: ad } : null;
}

async function readMessages({
  db,
  from,
}: Them): Promise<Of<{ direction: string; state: string; at: number }>[]> {
  return db.execute(sql`
    select contact_id::int as "contactId", direction, state, ${ms('at')} as at
    from messages where ${from} order by contact_id, messages.at, id`);
}

async function readTasks({ db, from }: Them): Promise<Of<Story['tasks'][number]>[]> {
  return db.execute(sql`
    select contact_id::int as "contactId", person_id::int as "personId", ${ms('due_at')} as "dueAt"
    from tasks where ${from} and done_at is null`);
}

function grouped<T>(rows: Of<T>[]): Map<number, Of<T>[]> {
  return Map.groupBy(rows, ({ contactId }) => contactId);
}
