import { sql } from 'drizzle-orm';
import { tasks } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { doneInput } from './input.ts';
import { factsOf, holdTask, thisTask } from './internal.ts';

/** Says that a task is not done after all; open already, it stays as it is. @throws `not_found`; `forbidden`. */
export async function reopenTask(ctx: Ctx, input: unknown): Promise<{ taskId: number }> {
  authorize(ctx, 'task.write');
  const { id } = parseInput(doneInput, input);
  return inTransaction(ctx, async (tx) => {
    const task = await holdTask(tx, id);
    if (task.doneAt === null) return { taskId: id };
    await tx.db
      .update(tasks)
      .set({ doneAt: null, doneBy: null, version: task.version + 1, updatedAt: sql`now()` })
      .where(thisTask(tx, id));
    await recordContactEvents(tx, [
      { contactId: task.contactId, kind: 'contact.task_reopened', after: factsOf(task) },
    ]);
    return { taskId: id };
  });
}
