import { sql } from 'drizzle-orm';
import { tasks } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { changeInput } from './input.ts';
import { factsOf, holdOwner, holdTask, instantOf, requireVersion, tellGiven, thisTask } from './internal.ts';

/**
 * Changes what a task that the person saw at `version` says, when it is due and whose it is; saved without a change, nothing happens. Its new person is
 * told, and a new date is told of when it comes.
 * @throws `stale` with `details: StaleTask`; `invalid` as `addTask`; `not_found`; `forbidden`.
 */
export async function changeTask(ctx: Ctx, input: unknown): Promise<{ taskId: number; version: number }> {
  authorize(ctx, 'task.write');
  const { id, version, title, dueAt: due, ownerId } = parseInput(changeInput, input);
  return inTransaction(ctx, async (tx) => {
    const before = await holdTask(tx, id);
    requireVersion(before, version);
    if (ownerId !== before.ownerId) await holdOwner(tx, ownerId);
    const dueAt = await instantOf(tx, due);
    const isSameDue = dueAt?.getTime() === before.dueAt?.getTime();
    if (title === before.title && isSameDue && ownerId === before.ownerId) return { taskId: id, version };
    const [task] = await tx.db
      .update(tasks)
      .set({
        title,
        dueAt,
        ownerId,
        version: version + 1,
        updatedAt: sql`now()`,
        toldAt: isSameDue ? before.toldAt : null,
      })
      .where(thisTask(tx, id))
      .returning();
    if (!task) throw new Error('a locked task is missing');
    await recordContactEvents(tx, [
      {
        contactId: task.contactId,
        kind: 'contact.task_changed',
        before: factsOf(before),
        after: factsOf(task),
      },
    ]);
    if (task.personId !== before.personId && task.doneAt === null) await tellGiven(tx, task);
    return { taskId: id, version: task.version };
  });
}
