import { tasks } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { taskInput } from './input.ts';
import { factsOf, holdTask, requireVersion, thisTask } from './internal.ts';

/** Deletes a task that the person saw at `version`. @throws `stale` with `details: StaleTask`; `not_found`; `forbidden`. */
export async function deleteTask(ctx: Ctx, input: unknown): Promise<{ taskId: number }> {
  authorize(ctx, 'task.write');
  const { id, version } = parseInput(taskInput, input);
  return inTransaction(ctx, async (tx) => {
    const task = await holdTask(tx, id);
    requireVersion(task, version);
    await tx.db.delete(tasks).where(thisTask(tx, id));
    await recordContactEvents(tx, [
      { contactId: task.contactId, kind: 'contact.task_deleted', before: factsOf(task) },
    ]);
    return { taskId: id };
  });
}
