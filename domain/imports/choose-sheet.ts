import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { sheetInput } from './input.ts';
import { enterState, lockImport, requireState } from './internal.ts';
import { PLANNABLE } from './states-rules.ts';
import { storedFile } from './stored.ts';

/**
 * Has another sheet of the file read (`{ id, sheet }`); mapping and answers begin anew. The file of several sheets is kept until the import starts.
 * @throws `invalid` (sheet: invalid); `in_use`; `not_found`; `forbidden`.
 */
export async function chooseSheet(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'import.write');
  const { id, sheet } = parseInput(sheetInput, input);
  await inTransaction(ctx, async (tx) => {
    const one = await lockImport(tx, id);
    requireState(one, PLANNABLE);
    const file = storedFile(one.file);
    if (!file?.sheets.includes(sheet)) throw invalidField('sheet', 'invalid');
    if (one.upload === null) throw new DomainError('in_use', { details: { state: one.state } });
    if (file.sheet === sheet) return;
    await enterState(tx, id, 'reading', { file: { ...file, sheet, columns: [] }, plan: {}, forecast: null });
    await wakeWorker(tx, 'run-imports');
  });
  return { id };
}
