import { imports } from '#db/schema/imports.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { deleteRows } from './delete-rows.ts';
import { importInput } from './input.ts';
import { lockImport, thisImport } from './internal.ts';
import { DISCARDABLE } from './states-rules.ts';
import { storedCounts } from './stored.ts';
import { removeUpload } from './upload-files.ts';

/**
 * Throws an import away of which nothing was written: its file, its rows, its line in the list.
 * @throws `in_use` when the worker has it, or something was written; `not_found`; `forbidden`.
 */
export async function discardImport(ctx: Ctx, input: unknown, folder: string): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id } = parseInput(importInput, input);
  const upload = await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    const counts = storedCounts(one.counts);
    const isUntouched = !counts || counts.created + counts.updated === 0;
    if (!DISCARDABLE.includes(one.state) || !isUntouched)
      throw new DomainError('in_use', { details: { state: one.state } });
    await deleteRows(tx.db, tx.workspace.id, id);
    await tx.db.delete(imports).where(thisImport(tx, id));
    await recordWorkspaceEvent(tx, {
      subject: 'import',
      subjectId: id,
      kind: 'import.deleted',
      before: { fileName: one.fileName },
    });
    return one.upload;
  });
  if (upload) await removeUpload(folder, upload);
  return { id };
}
