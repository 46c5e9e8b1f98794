import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { insertAutomation } from './create.ts';
import { explainFailure, lockAutomation } from './internal.ts';
import { duplicateInput } from './verb-input.ts';

/** A copy of an automation under another name, switched off. @throws `invalid` (name: as `createAutomation`); `not_found`; `forbidden`. */
export async function duplicateAutomation(ctx: Ctx, input: unknown): Promise<{ id: number; name: string }> {
  authorize(ctx, 'automation.write');
  const { id, name } = parseInput(duplicateInput, input);
  try {
    return await inTransaction(ctx, async (tx) => {
      const { definition } = await lockAutomation(tx, id);
      return insertAutomation(tx, { name, definition });
    });
  } catch (error) {
    throw explainFailure(error);
  }
}
