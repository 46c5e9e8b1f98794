import { authorize } from '../authorize.ts';
import { cancelStarted, isFiring } from '../automations/act-on-many.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { getImport } from './get.ts';

/**
 * Calls off the automations that an import set off: what has not gone out stays here, and rows that are yet to be written set nothing off. The import
 * itself goes on, or stays done. Called off already: nothing more happens. @throws `not_found`; `forbidden`.
 */
export async function cancelImportAutomations(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = await getImport(ctx, input);
  await inTransaction(ctx, async (tx) => {
    if (!(await isFiring(tx, { importId: id }))) return;
    const stopped = await cancelStarted(tx, { importId: id });
    await recordWorkspaceEvent(tx, {
      subject: 'import',
      subjectId: id,
      kind: 'import.automations_cancelled',
      after: stopped,
    });
  });
  return { id };
}
