import { sql } from 'drizzle-orm';
import { consents } from '#db/schema/consents.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { consentInput } from './input.ts';
import { holdContact } from './internal.ts';

/**
 * Writes down what a person agreed to, in which words, and how that is known.
 * @throws `invalid` (a problem per field; givenAt: in_future); `not_found`; `forbidden`.
 */
export async function giveConsent(ctx: Ctx, input: unknown): Promise<{ consentId: number }> {
  authorize(ctx, 'consent.write');
  const { id, givenAt, ...words } = parseInput(consentInput, input);
  const at = givenAt === null ? null : await instantOf(ctx, givenAt);
  return inTransaction(ctx, async (tx) => {
    await holdContact(tx, id);
    const [consent] = await tx.db
      .insert(consents)
      .values({
        workspaceId: tx.workspace.id,
        contactId: id,
        ...words,
        givenAt: at ?? sql`now()`,
        recordedBy: actorId(tx),
      })
      .returning({ id: consents.id });
    if (!consent) throw new Error('insert returned no consent');
    const after = { consentId: consent.id, purpose: words.purpose, source: words.source };
    await recordContactEvents(tx, [{ contactId: id, kind: 'contact.consent_given', after }]);
    return { consentId: consent.id };
  });
}

/** The instant that the workspace's clock showed as `local`. A minute ahead is a clock that goes wrong; more is the future. */
async function instantOf(ctx: Ctx, local: string): Promise<Date> {
  const [row] = await ctx.db.execute<{ at: string; isFuture: boolean }>(sql`
    select at, at > now() + interval '1 minute' as "isFuture"
    from (select ${local}::timestamp at time zone ${ctx.workspace.timeZone} as at) as given`);
  if (!row || row.isFuture) throw invalidField('givenAt', 'in_future');
  return new Date(row.at);
}
