import { randomUUID } from 'node:crypto';
import { targets } from '#db/schema/targets.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { targetInput } from './input.ts';
import { factsOf, lockTarget, thisTarget } from './internal.ts';

/** Deletes a target; `changeId` takes it back (`restoreTarget`). @throws `not_found`; `forbidden`. */
export async function deleteTarget(ctx: Ctx, input: unknown): Promise<{ name: string; changeId: string }> {
  authorize(ctx, 'target.write');
  const { id } = parseInput(targetInput, input);
  return inTransaction(ctx, async (tx) => {
    const target = await lockTarget(tx, id);
    await tx.db.delete(targets).where(thisTarget(tx, id));
    const changeId = randomUUID();
    await recordWorkspaceEvent(tx, {
      subject: 'target',
      subjectId: id,
      kind: 'target.deleted',
      before: { ...factsOf(target), version: target.version },
      changeId,
    });
    return { name: target.thing.name, changeId };
  });
}
