import { and, eq, isNull, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { tasks } from '#db/schema/notices.ts';
import { visibleContacts } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { invalidField, notFound } from '../errors.ts';
import { notify } from '../notifications/notify.ts';
import { readDue } from './rules.ts';

export type TaskRow = typeof tasks.$inferSelect;

/** The row of one task, as a condition on `tasks`. */
export const thisTask = (ctx: Ctx, id: number) =>
  and(eq(tasks.workspaceId, ctx.workspace.id), eq(tasks.id, id));

/** Keeps a contact that whoever acts may see from going until the transaction ends, and says who owns it. @throws `not_found`. */
export async function holdContact(ctx: Ctx, id: number): Promise<{ ownerId: number | null }> {
  const [found] = await ctx.db
    .select({ ownerId: contacts.ownerId })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)))
    .for('key share');
  if (!found) throw notFound();
  return found;
}

/** Whoever a task is given to must be an active member, and stay one until the transaction ends. @throws `invalid` (ownerId: gone). */
export async function holdOwner(ctx: Ctx, userId: number | null): Promise<void> {
  if (userId === null) return;
  const [found] = await ctx.db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.workspaceId, ctx.workspace.id),
        eq(memberships.userId, userId),
        isNull(memberships.deactivatedAt),
      ),
    )
    .for('key share');
  if (!found) throw invalidField('ownerId', 'gone');
}

/** The instant that a due date means on the workspace's clock. */
export async function instantOf(ctx: Ctx, due: Date | string | null): Promise<Date | null> {
  if (due === null || due instanceof Date) return due;
  const local = readDue(due);
  const [row] = await ctx.db.execute<{ at: string }>(
    sql`select ${local}::timestamp at time zone ${ctx.workspace.timeZone} as at`,
  );
  if (!row) throw new Error('no instant came back');
  return new Date(row.at);
}

/** Tells the person of a task that it is theirs, unless they gave it to themselves. */
export async function tellGiven(ctx: Ctx, task: TaskRow, contactOwnerId: number | null): Promise<void> {
  const userId = task.ownerId ?? contactOwnerId;
  if (userId === null || userId === actorId(ctx)) return;
  await notify(ctx, {
    userIds: [userId],
    kind: 'task_given',
    body: task.title,
    contactId: task.contactId,
    taskId: task.id,
    runId: task.runId,
    source: `task:${task.id}:given:${task.version}`,
  });
}
