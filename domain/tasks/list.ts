import { and, asc, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { tasks } from '#db/schema/notices.ts';
import { users } from '#db/schema/users.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import { parseContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { confinedTo, contactFilterWhere, requireVisible, visibleContacts } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { isItsContact } from './internal.ts';
import { TASK_SHOWS, TASKS_COUNTED, type TaskOf, type TaskQuery, type TaskShow } from './task-query.ts';

const TASKS_PER_PAGE = 50;
/** A contact's page shows the next ones to be done, and the last ones that were. */
const OPEN_OF_CONTACT = 50;
const DONE_OF_CONTACT = 10;

export type Task = {
  id: number;
  /** Null: one was given a task for a contact that one does not see. */
  contact: { id: number; name: string } | null;
  title: string;
  dueAt: Date | null;
  /** Whom it was given to; null: whoever owns the contact. */
  ownerId: number | null;
  /** Whose it is now. */
  personName: string | null;
  doneAt: Date | null;
  version: number;
};

type TaskPage = { tasks: Task[]; next: string | null };

/** A page of tasks: those to be done by when they are due, without a date last; those done, the last one first. @throws `invalid` (cursor: invalid); `forbidden`. */
export async function listTasks(ctx: Ctx, { of, show, about, after }: TaskQuery): Promise<TaskPage> {
  authorize(ctx, 'task.read');
  const isDone = show === 'done';
  const where = and(
    belongingTo(ctx, of),
    await aboutWhere(ctx, about),
    shown(show),
    isDone ? afterDone(after) : afterDue(after),
  );
  const rows = await read(ctx, { where, isDone, limit: TASKS_PER_PAGE + 1 });
  const page = rows.slice(0, TASKS_PER_PAGE);
  const last = page.at(-1);
  const at = isDone ? last?.doneAt : last?.dueAt;
  const hasMore = rows.length > TASKS_PER_PAGE && last;
  return { tasks: page, next: hasMore ? encodeCursor([at?.toISOString() ?? null, last.id]) : null };
}

/** How many tasks each tab has, at most `TASKS_COUNTED + 1`. @throws `forbidden`. */
export async function countTaskShows(ctx: Ctx, of: TaskOf, about = ''): Promise<Record<TaskShow, number>> {
  authorize(ctx, 'task.read');
  const where = and(belongingTo(ctx, of), await aboutWhere(ctx, about));
  const [open = 0, overdue = 0, done = 0] = await Promise.all(
    TASK_SHOWS.map((show) => countTasks(ctx, and(where, shown(show)))),
  );
  return { open, overdue, done };
}

async function countTasks(ctx: Ctx, where: SQL | undefined): Promise<number> {
  const some = ctx.db
    .select({ one: sql`1` })
    .from(tasks)
    .innerJoin(contacts, isItsContact)
    .where(where)
    .limit(TASKS_COUNTED + 1)
    .as('some');
  const [counted] = await ctx.db.select({ total: sql<number>`count(*)::int` }).from(some);
  return counted?.total ?? 0;
}

/** The tasks of one contact: those to be done by when they are due, then the last ones that were done. @throws `not_found`; `forbidden`. */
export async function listTasksOf(ctx: Ctx, contactId: number): Promise<{ open: Task[]; done: Task[] }> {
  authorize(ctx, 'task.read');
  await requireVisible(ctx, contactId);
  const its = and(eq(tasks.workspaceId, ctx.workspace.id), eq(tasks.contactId, contactId));
  const [open, done] = await Promise.all([
    read(ctx, { where: and(its, shown('open')), isDone: false, limit: OPEN_OF_CONTACT }),
    read(ctx, { where: and(its, shown('done')), isDone: true, limit: DONE_OF_CONTACT }),
  ]);
  return { open, done };
}

type Reading = { where: SQL | undefined; isDone: boolean; limit: number };

async function read(ctx: Ctx, { where, isDone, limit }: Reading): Promise<Task[]> {
  const rows = await ctx.db
    .select({
      id: tasks.id,
      contactId: contacts.id,
      contactName: contacts.name,
      isContactSeen: sql<boolean>`${visibleContacts(ctx) ?? sql`true`}`,
      title: tasks.title,
      dueAt: tasks.dueAt,
      ownerId: tasks.ownerId,
      personName: users.name,
      doneAt: tasks.doneAt,
      version: tasks.version,
    })
    .from(tasks)
    .innerJoin(contacts, isItsContact)
    .leftJoin(users, eq(users.id, tasks.personId))
    .where(where)
    .orderBy(...(isDone ? [desc(tasks.doneAt), desc(tasks.id)] : [asc(tasks.dueAt), asc(tasks.id)]))
    .limit(limit);
  return rows.map(({ contactId, contactName, isContactSeen, ...task }) => ({
    ...task,
    contact: isContactSeen ? { id: contactId, name: contactName } : null,
  }));
}

/** Who sees only their own contacts is shown what is theirs to do, and what is nobody's: an index finds both. */
function belongingTo(ctx: Ctx, of: TaskOf): SQL | undefined {
  const isOurs = eq(tasks.workspaceId, ctx.workspace.id);
  const isMine = eq(tasks.personId, actorId(ctx) ?? 0);
  if (of === 'mine') return and(isOurs, isMine);
  const isSeen = confinedTo(ctx) === null ? undefined : or(isMine, isNull(tasks.personId));
  if (of === 'everyone') return and(isOurs, isSeen);
  return and(isOurs, isSeen, of === 'none' ? isNull(tasks.personId) : eq(tasks.personId, of));
}

/** Only of contacts that a filter matches, as `TaskQuery.about` has it, of those whom the reader sees. */
async function aboutWhere(ctx: Ctx, about: string): Promise<SQL | undefined> {
  if (about === '') return undefined;
  const filter = parseContactFilter(Object.fromEntries(new URLSearchParams(about)));
  return contactFilterWhere(ctx, await resolveFilter(ctx, filter));
}

function shown(show: TaskShow): SQL | undefined {
  switch (show) {
    case 'open':
      return isNull(tasks.doneAt);
    case 'overdue':
      return and(isNull(tasks.doneAt), lt(tasks.dueAt, sql`now()`));
    case 'done':
      return isNotNull(tasks.doneAt);
  }
}

function afterDone(after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const held = decodeCursor(after, ['date', 'number']);
  if (!held) throw invalidField('cursor', 'invalid');
  return sql`(${tasks.doneAt}, ${tasks.id}) < (${held[0]}::timestamptz, ${held[1]}::bigint)`;
}

/** Those without a date come last. */
function afterDue(after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const held = decodeCursor(after, ['date?', 'number']);
  if (!held) throw invalidField('cursor', 'invalid');
  const [at, id] = held;
  if (at === null) return sql`(${tasks.dueAt} is null and ${tasks.id} > ${id}::bigint)`;
  return sql`((${tasks.dueAt}, ${tasks.id}) > (${at}::timestamptz, ${id}::bigint) or ${tasks.dueAt} is null)`;
}
