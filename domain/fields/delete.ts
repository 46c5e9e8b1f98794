import { and, eq } from 'drizzle-orm';
import { fields } from '#db/schema/fields.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { fieldInput } from './input.ts';
import { lockSet } from './internal.ts';
import { readFieldUse } from './use.ts';

/**
 * Deletes a field and all its answers, for good; what history tells of them stays. Returns how many contacts had one.
 * @throws `not_found`, `forbidden`.
 */
export async function deleteField(
  ctx: Ctx,
  input: unknown,
): Promise<{ id: number; name: string; answerTotal: number }> {
  authorize(ctx, 'field.write');
  const { id } = parseInput(fieldInput, input);
  return inTransaction(ctx, async (tx) => {
    const field = (await lockSet(tx)).find((one) => one.id === id);
    if (!field) throw notFound();
    const row = and(eq(fields.workspaceId, tx.workspace.id), eq(fields.id, id));
    // Whoever is writing an answer finishes first, and is counted.
    await tx.db.select({ id: fields.id }).from(fields).where(row).for('update');
    const { answerTotal } = await readFieldUse(tx, id);
    await tx.db.delete(fields).where(row);
    const { name, kind, choices } = field;
    await recordWorkspaceEvent(tx, {
      subject: 'field',
      subjectId: id,
      kind: 'field.deleted',
      before: {
        name,
        kind,
        answerTotal,
        ...(choices.length > 0 && { choices: choices.map((choice) => choice.name) }),
      },
    });
    return { id, name, answerTotal };
  });
}
