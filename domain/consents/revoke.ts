import { and, eq, isNull, sql } from 'drizzle-orm';
import { consents } from '#db/schema/consents.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { revokeInput } from './input.ts';
import { holdContact } from './internal.ts';

/**
 * Writes down that a person took a consent back. It stays in the ledger; one that was taken back already stays as it is, and no event is written.
 * @throws `invalid` (reason); `not_found`; `forbidden`.
 */
export async function revokeConsent(ctx: Ctx, input: unknown): Promise<{ consentId: number }> {
  authorize(ctx, 'consent.write');
  const { id, consentId, reason } = parseInput(revokeInput, input);
  return inTransaction(ctx, async (tx) => {
    await holdContact(tx, id);
    const mine = and(
      eq(consents.workspaceId, tx.workspace.id),
      eq(consents.contactId, id),
      eq(consents.id, consentId),
    );
    const [revoked] = await tx.db
      .update(consents)
      .set({ revokedAt: sql`now()`, revokedBy: actorId(tx), revocation: reason })
      .where(and(mine, isNull(consents.revokedAt)))
      .returning({ purpose: consents.purpose });
    if (!revoked) {
      if ((await tx.db.$count(consents, mine)) === 0) throw notFound();
      return { consentId };
    }
    const before = { consentId, purpose: revoked.purpose };
    await recordContactEvents(tx, [
      { contactId: id, kind: 'contact.consent_revoked', before, after: { reason } },
    ]);
    return { consentId };
  });
}
