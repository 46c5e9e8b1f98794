import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { parsePhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { graphFor } from './access.ts';
import { claimUnrouted } from './claim-unrouted.ts';
import { callGraph, type GraphAnswer } from './graph.ts';
import { numberInput } from './input.ts';
import { readNumber, thisNumber } from './internal.ts';
import { noteRefusal } from './note-refusal.ts';
import { type CallFailure, callFailure } from './outcome.ts';
import { type Synced, syncTemplates } from './sync-templates.ts';

/** What came of trying a number: Meta's word about it, and about the templates of its account. */
export type Tested =
  | {
      kind: 'ok';
      displayPhone: string;
      verifiedName: string;
      quality: string | null;
      /** Whether Meta's number is the one that was typed in. */
      isSamePhone: boolean;
      templates: Synced | CallFailure;
    }
  | CallFailure;

const FIELDS = 'display_phone_number,verified_name,quality_rating';
const described = z.object({
  display_phone_number: z.string().max(60),
  verified_name: z.string().max(200).catch(''),
  quality_rating: z.string().max(30).nullable().catch(null),
});
type Described = z.output<typeof described>;

/**
 * Asks Meta about one of our numbers, with its token, and for its templates; keeps what came of it: from then on the number is vouched for. A stopped number stays
 * stopped.
 * @throws `invalid`, `not_found`, `forbidden`.
 */
export async function testConnection(ctx: Ctx, input: unknown): Promise<Tested> {
  authorize(ctx, 'whatsapp.manage');
  const { id } = parseInput(numberInput, input);
  const number = await readNumber(ctx, id);
  const access = await graphFor(ctx, id);
  if (!access) return { kind: 'no_token' };
  const path = `${access.phoneNumberId}?fields=${FIELDS}`;
  const answer = await callGraph(access.graph, { token: access.token, path });
  if (answer.kind !== 'ok') return keepFailure(ctx, id, answer);
  const facts = described.safeParse(answer.body);
  if (!facts.success) return { kind: 'unreadable' };
  await keepFacts(ctx, id, facts.data);
  await claimUnrouted(ctx, access.phoneNumberId);
  return {
    kind: 'ok',
    displayPhone: facts.data.display_phone_number,
    verifiedName: facts.data.verified_name,
    quality: facts.data.quality_rating,
    isSamePhone: digitsOf(facts.data.display_phone_number) === number.displayPhone,
    templates: await syncTemplates(ctx, access.accountId),
  };
}

/** "+1 555-078-3881" as E.164 digits; Meta always writes the country. */
function digitsOf(phone: string): string {
  return parsePhone(phone, 'ZZ')?.e164 ?? phone.replace(/\D/g, '');
}

async function keepFailure(
  ctx: Ctx,
  id: number,
  answer: Exclude<GraphAnswer, { kind: 'ok' }>,
): Promise<CallFailure> {
  await ctx.db.update(whatsappNumbers).set({ testedAt: sql`now()` }).where(thisNumber(ctx, id));
  if (answer.kind === 'refused') await noteRefusal(ctx, id, answer);
  await announceProgress(ctx, 'number', id);
  return callFailure(answer);
}

/** What Meta says clears what it refused before. */
async function keepFacts(ctx: Ctx, id: number, facts: Described): Promise<void> {
  await ctx.db
    .update(whatsappNumbers)
    .set({
      testedAt: sql`now()`,
      verifiedName: facts.verified_name,
      quality: facts.quality_rating,
      lastError: null,
      lastErrorAt: null,
    })
    .where(thisNumber(ctx, id));
  await announceProgress(ctx, 'number', id);
}
