import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { claimUnrouted } from './claim-unrouted.ts';
import { connectInput } from './input.ts';
import { changed } from './internal.ts';
import { sealToken } from './meta.ts';

/**
 * Connects a number of ours; one that was disconnected before comes back with its conversations. Its token is sealed before it is stored. Whose number
 * it is shows when it is tried (`testConnection`): an id can be typed in by anybody.
 * @throws `invalid` (phoneNumberId: required, bad_meta_id, number_taken: connected in this workspace already; accountId: required, bad_meta_id;
 * displayPhone: required, bad_phone; token: required, bad_token; name: too_long, bad_characters), `forbidden`.
 */
export async function connectNumber(ctx: Ctx, input: unknown): Promise<{ id: number }> {
  authorize(ctx, 'whatsapp.manage');
  const { token, ...facts } = parseInput(connectInput(ctx), input);
  try {
    return await inTransaction(ctx, (tx) =>
      connect(tx, { ...facts, token: sealToken(tx, facts.phoneNumberId, token) }),
    );
  } catch (error) {
    throw violatesUnique(error, 'whatsapp_numbers_own')
      ? invalidField('phoneNumberId', 'number_taken')
      : error;
  }
}

type Facts = { name: string; phoneNumberId: string; accountId: string; displayPhone: string; token: string };

async function connect(ctx: Ctx, facts: Facts): Promise<{ id: number }> {
  const number = (await bringBack(ctx, facts)) ?? (await add(ctx, facts));
  const { token: _, ...told } = facts;
  await recordWorkspaceEvent(ctx, {
    subject: 'number',
    subjectId: number.id,
    kind: 'number.connected',
    after: told,
  });
  await claimUnrouted(ctx, facts.phoneNumberId);
  return number;
}

async function bringBack(ctx: Ctx, facts: Facts): Promise<{ id: number } | null> {
  const [number] = await ctx.db
    .update(whatsappNumbers)
    .set({
      ...facts,
      ...changed(),
      disconnectedAt: null,
      state: 'connected',
      stopCode: null,
      stoppedAt: null,
      lastError: null,
      lastErrorAt: null,
      testedAt: null,
      verifiedName: null,
      provenAt: null,
      subscribedAt: null,
      subscribeError: null,
      templatesSyncedAt: null,
    })
    .where(
      sql`(${whatsappNumbers.workspaceId}, ${whatsappNumbers.id}) in (
        select ${whatsappNumbers.workspaceId}, max(${whatsappNumbers.id}) from ${whatsappNumbers}
        where ${and(
          eq(whatsappNumbers.workspaceId, ctx.workspace.id),
          eq(whatsappNumbers.phoneNumberId, facts.phoneNumberId),
          isNotNull(whatsappNumbers.disconnectedAt),
        )}
        group by 1)`,
    )
    .returning({ id: whatsappNumbers.id });
  return number ?? null;
}

async function add(ctx: Ctx, facts: Facts): Promise<{ id: number }> {
  const [number] = await ctx.db
    .insert(whatsappNumbers)
    .values({ workspaceId: ctx.workspace.id, ...facts })
    .returning({ id: whatsappNumbers.id });
  if (!number) throw new Error('insert returned no number');
  return number;
}
