import { and, eq, or, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { tasks } from '#db/schema/notices.ts';
import { visibleContacts } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { notify } from '../notifications/notify.ts';
import { readDue } from './rules.ts';

export type TaskRow = typeof tasks.$inferSelect;

/** Somebody else changed the task since: how it stands now. */
export type StaleTask = { version: number; title: string; dueAt: Date | null; ownerId: number | null };

/** The row of one task, as a condition on `tasks`. */
export const thisTask = (ctx: Ctx, id: number) =>
  and(eq(tasks.workspaceId, ctx.workspace.id), eq(tasks.id, id));

/** The contact of a task, as the condition of a join. */
export const isItsContact = and(
  eq(contacts.workspaceId, tasks.workspaceId),
  eq(contacts.id, tasks.contactId),
);

/** The tasks that whoever acts may see, as a condition on both: those of contacts they may see, and those they were given. */
export function visibleTasks(ctx: Ctx): SQL | undefined {
  const visible = visibleContacts(ctx);
  return visible && or(visible, eq(tasks.ownerId, actorId(ctx) ?? 0));
}

/** Keeps a contact that whoever acts may see, and whose it is, as they are until the transaction ends. @throws `not_found`. */
export async function holdContact(ctx: Ctx, id: number): Promise<void> {
  const [found] = await ctx.db
    .select({ id: contacts.id })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
    .for('share');
  if (!found) throw notFound();
}

/**
 * A task that whoever acts may see, locked with its contact until the transaction ends; the contact first, as for whoever merges it or gives it to
 * somebody. @throws `not_found`.
 */
export async function holdTask(ctx: Ctx, id: number): Promise<TaskRow> {
  const [seen] = await ctx.db
    .select({ id: tasks.id })
    .from(tasks)
    .innerJoin(contacts, isItsContact)
    .where(and(thisTask(ctx, id), visibleTasks(ctx)))
    .for('share', { of: contacts });
  if (!seen) throw notFound();
  const [task] = await ctx.db.select().from(tasks).where(thisTask(ctx, id)).for('update');
  if (!task) throw notFound();
  return task;
}

/** Refuses whoever saw another version. @throws `stale` with `details: StaleTask`. */
export function requireVersion({ version, title, dueAt, ownerId }: TaskRow, seen: number): void {
  if (version === seen) return;
  const details: StaleTask = { version, title, dueAt, ownerId };
  throw new DomainError('stale', { details });
}

/** Whoever a task is given to must be an active member, and stay one until the transaction ends. @throws `invalid` (ownerId: gone). */
export async function holdOwner(ctx: Ctx, userId: number | null): Promise<void> {
  if (userId === null) return;
  const [found] = await ctx.db
    .select({ deactivatedAt: memberships.deactivatedAt })
    .from(memberships)
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), eq(memberships.userId, userId)))
    .for('share');
  if (!found || found.deactivatedAt) throw invalidField('ownerId', 'gone');
}

/** The instant that a due date means on the workspace's clock. */
export async function instantOf(ctx: Ctx, due: Date | string | null): Promise<Date | null> {
  if (due === null || due instanceof Date) return due;
  const [row] = await ctx.db.execute<{ at: string }>(
    sql`select ${readDue(due)}::timestamp at time zone ${ctx.workspace.timeZone} as at`,
  );
  if (!row) throw new Error('no instant came back');
  return new Date(row.at);
}

/** What events say of a task. Whom it is for is no fact about whom the contact is for, so it is called otherwise. */
export function factsOf({ id, title, dueAt, ownerId }: TaskRow) {
  return { taskId: id, title, dueAt: dueAt?.toISOString() ?? null, assigneeId: ownerId };
}

/** Tells the person of a task that it is theirs, unless they gave it to themselves. */
export async function tellGiven(ctx: Ctx, task: TaskRow): Promise<void> {
  if (task.personId === null || task.personId === actorId(ctx)) return;
  await notify(ctx, {
    userIds: [task.personId],
    kind: 'task_given',
    body: task.title,
    contactId: task.contactId,
    taskId: task.id,
    runId: task.runId,
    source: `task:${task.id}:given:${task.version}`,
  });
}
