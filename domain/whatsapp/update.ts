import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import { changed, lockNumber, thisNumber } from './internal.ts';
import { sealToken } from './meta.ts';

/** Stands in the event instead of the token. */
const TOKEN_FACT = 'isTokenReplaced';
const FIELDS = ['name', 'accountId', 'displayPhone'] as const;

/**
 * Changes a number that the person saw at `version`; an empty token keeps the one there is. That the token was replaced is told in the event,
 * the token is not. A save that changes nothing writes nothing.
 * @throws `stale` when somebody else changed it since; `invalid` as `connectNumber`; `not_found`; `forbidden`.
 */
export async function updateNumber(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'whatsapp.manage');
  const facts = parseInput(updateInput(ctx), input);
  return inTransaction(ctx, async (tx) => {
    const current = await lockNumber(tx, facts.id);
    if (current.version !== facts.version) throw new DomainError('stale');
    const fields = FIELDS.filter((field) => current[field] !== facts[field]);
    const isTokenNew = facts.token !== '';
    if (fields.length === 0 && !isTokenNew) return { id: current.id };
    const after = Object.fromEntries(fields.map((field) => [field, facts[field]]));
    await tx.db
      .update(whatsappNumbers)
      .set({
        ...after,
        // Another account has to be vouched for anew.
        ...(fields.includes('accountId') && {
          templatesSyncedAt: null,
          subscribedAt: null,
          subscribeError: null,
        }),
        ...(isTokenNew && { token: sealToken(tx, current.phoneNumberId, facts.token) }),
        ...changed(),
      })
      .where(thisNumber(tx, current.id));
    await recordWorkspaceEvent(tx, {
      subject: 'number',
      subjectId: current.id,
      kind: 'number.updated',
      before: Object.fromEntries(fields.map((field) => [field, current[field]])),
      after: { ...after, ...(isTokenNew && { [TOKEN_FACT]: true }) },
    });
    return { id: current.id };
  });
}
