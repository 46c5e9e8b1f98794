import { tasks } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { addInput } from './input.ts';
import { factsOf, holdContact, holdOwner, instantOf, tellGiven } from './internal.ts';

/**
 * Writes down what has to be done for a contact: `{ contactId, title, dueAt, ownerId }`. `dueAt` is an instant, a day or a minute on the workspace's
 * clock (`YYYY-MM-DD`, `YYYY-MM-DDTHH:MM`), or null; a day is due at its end. `ownerId` null: whoever owns the contact. Its person is told, unless they
 * did it themselves.
 * @throws `invalid` (title: required, too_long; dueAt: invalid; ownerId: gone); `not_found`; `forbidden`.
 */
export async function addTask(ctx: Ctx, input: unknown): Promise<{ taskId: number }> {
  authorize(ctx, 'task.write');
  const { contactId, title, dueAt, ownerId } = parseInput(addInput, input);
  return inTransaction(ctx, async (tx) => {
    await holdContact(tx, contactId);
    await holdOwner(tx, ownerId);
    const [task] = await tx.db
      .insert(tasks)
      .values({
        workspaceId: tx.workspace.id,
        contactId,
        title,
        dueAt: await instantOf(tx, dueAt),
        ownerId,
        createdBy: actorId(tx),
        runId: tx.actor.kind === 'automation' ? tx.actor.runId : null,
      })
      .returning();
    if (!task) throw new Error('insert returned no task');
    await recordContactEvents(tx, [{ contactId, kind: 'contact.task_added', after: factsOf(task) }]);
    await tellGiven(tx, task);
    return { taskId: task.id };
  });
}
