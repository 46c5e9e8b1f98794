import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { mergeContacts } from './merge.ts';

type Pair = { one: number; other: number };

/**
 * Makes one contact of two that WhatsApp says are one person: it named the id of one and the phone of the other in the same breath. Not where
 * somebody said that they are two people, or where the one with the phone has another id as well: then the phone has gone to somebody else. Returns
 * the contact that stays, or null when both do. Their identities are locked.
 * @throws `forbidden`.
 */
export async function uniteContacts(
  ctx: Ctx,
  { one, other }: Pair,
  options: { trusts?: boolean } = {},
): Promise<number | null> {
  authorize(ctx, 'contact.merge');
  const [row] = await ctx.db.execute<{ isBarred: boolean; oneVersion: number; otherVersion: number }>(sql`
    select exists (
        select from duplicate_pairs where workspace_id = ${ctx.workspace.id} and dismissed_at is not null
          and low_id = ${Math.min(one, other)} and high_id = ${Math.max(one, other)})
      or ${!options.trusts} and exists (
        select from contact_identities
        where workspace_id = ${ctx.workspace.id} and contact_id = ${other} and kind = 'whatsapp_user') as "isBarred",
      (select version from contacts where workspace_id = ${ctx.workspace.id} and id = ${one}) as "oneVersion",
      (select version from contacts where workspace_id = ${ctx.workspace.id} and id = ${other}) as "otherVersion"`);
  if (!row || row.isBarred) return null;
  const isOneOlder = one < other;
  const request = {
    intoId: isOneOlder ? one : other,
    intoVersion: isOneOlder ? row.oneVersion : row.otherVersion,
    fromId: isOneOlder ? other : one,
    fromVersion: isOneOlder ? row.otherVersion : row.oneVersion,
  };
  try {
    await inTransaction(ctx, (tx) => mergeContacts(tx, request));
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return null;
  }
  return request.intoId;
}
