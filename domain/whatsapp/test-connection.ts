import { sql } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { parsePhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { graphFor } from './access.ts';
import { type Described, describeNumber } from './describe-number.ts';
import type { GraphAnswer } from './graph.ts';
import { numberInput } from './input.ts';
import { readNumber, thisNumber } from './internal.ts';
import { noteRefusal } from './note-refusal.ts';
import { type CallFailure, callFailure } from './outcome.ts';
import { proveNumber } from './prove-number.ts';
import { type Subscribed, subscribeApp } from './subscribe-app.ts';
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
      /** Whether Meta tells us what happens to the account. */
      subscription: Subscribed;
      templates: Synced | CallFailure;
    }
  /** Another workspace of this installation has the number, and has shown that it is theirs. */
  | { kind: 'taken' }
  | CallFailure;

/**
 * Asks Meta about one of our numbers, with its token; then for its webhooks and its templates. Keeps what came of it: from then on the number is the
 * workspace's own (`proveNumber`). A stopped number stays stopped.
 * @throws `invalid`, `not_found`, `forbidden`.
 */
export async function testConnection(ctx: Ctx, input: unknown): Promise<Tested> {
  authorize(ctx, 'whatsapp.manage');
  const { id } = parseInput(numberInput, input);
  const number = await readNumber(ctx, id);
  const access = await graphFor(ctx, id);
  if (!access) return { kind: 'no_token' };
  const answer = await describeNumber(access);
  if (answer.kind === 'unreadable') return answer;
  if (answer.kind !== 'ok') return keepFailure(ctx, id, answer);
  const { facts } = answer;
  await keepFacts(ctx, id, facts);
  if ((await proveNumber(ctx, id)) === 'taken') return { kind: 'taken' };
  return {
    kind: 'ok',
    displayPhone: facts.display_phone_number,
    verifiedName: facts.verified_name,
    quality: facts.quality_rating,
    isSamePhone: digitsOf(facts.display_phone_number) === number.displayPhone,
    subscription: await subscribeApp(ctx, id, access),
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
