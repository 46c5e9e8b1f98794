import { randomUUID } from 'node:crypto';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { importInput } from './input.ts';
import { enterState, lockImport } from './internal.ts';
import { undoableUntil } from './states-rules.ts';

/**
 * Has the worker take back what an import did, within 30 days of its end: contacts that it created and nobody touched since go to the trash, facts
 * that it overwrote come back where nobody has edited them since. @throws `in_use` when there is nothing to undo (any more); `not_found`; `forbidden`.
 */
export async function undoImport(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = parseInput(importInput, input);
  await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    if (!undoableUntil(one, new Date())) throw new DomainError('in_use', { details: { state: one.state } });
    const undoChangeId = one.undoChangeId ?? randomUUID();
    await enterState(tx, id, 'undoing', { undoChangeId });
    await recordWorkspaceEvent(tx, {
      subject: 'import',
      subjectId: id,
      kind: 'import.undone',
      after: { fileName: one.fileName },
      changeId: undoChangeId,
    });
    await wakeWorker(tx, 'run-imports');
  });
  return { id };
}
