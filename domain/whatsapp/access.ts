import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import type { NumberState } from '#db/whatsapp-values.ts';
import { SealError } from '#lib/secret.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { Graph } from './graph.ts';
import { thisNumber } from './internal.ts';
import { graph, openToken } from './meta.ts';

/** What a call to Meta about one of our numbers needs. The token is for the call alone: it goes to no page and no log. */
export type Access = {
  graph: Graph;
  token: string;
  phoneNumberId: string;
  accountId: string;
  /** `stopped`: reading is fine, sending is not. */
  state: NumberState;
};

/**
 * The way to Meta for a number of ours; null where it is disconnected or unknown, or its token no longer opens (another `ENCRYPTION_KEY`).
 * @throws `forbidden`.
 */
export async function graphFor(ctx: Ctx, numberId: number): Promise<Access | null> {
  authorize(ctx, 'conversation.read');
  const [number] = await ctx.db
    .select({
      phoneNumberId: whatsappNumbers.phoneNumberId,
      accountId: whatsappNumbers.accountId,
      token: whatsappNumbers.token,
      state: whatsappNumbers.state,
    })
    .from(whatsappNumbers)
    .where(thisNumber(ctx, numberId));
  if (!number) return null;
  const token = openOrNull(ctx, number);
  return token === null ? null : { ...number, token, graph: graph() };
}

function openOrNull(ctx: Ctx, number: { phoneNumberId: string; token: string }): string | null {
  try {
    return openToken(ctx, number);
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
