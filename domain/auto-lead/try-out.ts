import type { TouchKind } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { parseInput } from '../input.ts';
import type { Arrival } from './arrival.ts';
import type { RuleRef } from './built-in-rules.ts';
import { trialInput } from './input.ts';
import { originNames } from './origin-names.ts';
import { readAutoLead } from './read.ts';
import { listRules } from './rule-list.ts';
import { decideOrigin } from './rules.ts';
import { type PassedWhy, whyPassed } from './trial-rules.ts';
import type { AutoLead, OriginRule } from './types.ts';

/** What the rules say of a message that was made up; the rules in their order, each with why it did not decide (null: it did). */
export type Trial = {
  kind: TouchKind;
  originId: number;
  originName: string;
  evidenceText: string;
  linkName: string | null;
  /** Null: none fits, the default origin is given. */
  winner: RuleRef | null;
  rules: { id: RuleRef; why: PassedWhy | null }[];
};

/**
 * Shows which rule would win for a message, without saving anything.
 * @throws `invalid` (text: too_long, bad_characters; originId: no_origin where the workspace has none); `forbidden`.
 */
export async function tryRules(ctx: Ctx, input: unknown): Promise<Trial> {
  authorize(ctx, 'auto_lead.manage');
  const { text, numberId, ad } = parseInput(trialInput, input);
  const [autoLead, all] = await Promise.all([readAutoLead(ctx), listRules(ctx)]);
  if (autoLead.originId === null) throw invalidField('originId', 'no_origin');
  const arrival: Arrival = { numberId: numberId ?? 0, text, referral: ad ? referralOf(ad) : null };
  const ruling = decideOrigin(autoLead, arrival);
  const winner = autoLead.rules.find((rule) => !whyPassed(rule, autoLead, arrival)) ?? null;
  const links = [...autoLead.links.values()];
  return {
    kind: ruling.kind,
    originId: ruling.originId,
    originName: (await originNames(ctx))(ruling.originId).originName,
    evidenceText: ruling.evidenceText,
    linkName: links.find(({ id }) => id === ruling.linkId)?.name ?? null,
    winner: winner && refOf(winner),
    rules: all.map(({ id }) => ({ id, why: whyOf(id, winner, autoLead, arrival) })),
  };
}

function whyOf(
  id: RuleRef,
  winner: OriginRule | null,
  autoLead: AutoLead,
  arrival: Arrival,
): PassedWhy | null {
  const rule = autoLead.rules.find((one) => refOf(one) === id);
  if (!rule) return 'off';
  if (rule === winner) return null;
  return whyPassed(rule, autoLead, arrival) ?? 'later';
}

function refOf(rule: OriginRule): RuleRef | null {
  return rule.id ?? (rule.kind === 'link' || rule.kind === 'alias' ? rule.kind : null);
}

function referralOf({ id, headline, sourceType }: { id: string; headline: string; sourceType: string }) {
  return { sourceUrl: '', sourceId: id, sourceType, headline, body: '', clickId: '', ref: '' };
}
