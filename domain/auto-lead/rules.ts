import type { Arrival, Referral } from './arrival.ts';
import { findCode, findName, fitsPattern, fold } from './fold-rules.ts';
import type { AdCondition, AutoLead, Finished, OriginRule, Ruling, TextCondition } from './types.ts';

type Found = { originId: number; linkId: number | null; evidenceText: string };

/** Where an arrival came from: the first rule that fits says it, else the default. Throws where the workspace has no origin at all. */
export function decideOrigin(autoLead: AutoLead, arrival: Arrival): Ruling {
  for (const rule of autoLead.rules) {
    const found = judgeRule(rule, autoLead, arrival);
    if (found) return { kind: rule.kind, ruleId: rule.id, ...found };
  }
  if (autoLead.originId === null) throw new Error('the workspace has no origin');
  return { kind: 'default', originId: autoLead.originId, ruleId: null, linkId: null, evidenceText: '' };
}

/** What one rule says of an arrival, whatever the others say; null: it does not fit. */
export function judgeRule(
  rule: OriginRule,
  { links, names }: Pick<AutoLead, 'links' | 'names'>,
  { text, referral, numberId }: Arrival,
): Found | null {
  switch (rule.kind) {
    case 'ad':
      return referral && fitsAd(rule.condition, referral)
        ? given(rule, referral.headline || referral.sourceId)
        : null;
    case 'text':
      return fitsText(rule.condition, text) ? given(rule, rule.condition.text) : null;
    case 'number':
      return numberId === rule.condition.numberId ? given(rule, '') : null;
    case 'link': {
      const found = findCode(text, links);
      return found && { originId: found.link.originId, linkId: found.link.id, evidenceText: found.code };
    }
    case 'alias': {
      const told = [referral?.headline ?? '', referral?.ref ?? '', text];
      const found = told.map((one) => findName(one, names)).find((name) => name !== null);
      return found ? { originId: found.originId, linkId: null, evidenceText: found.name } : null;
    }
  }
}

/** A rule whose origin is not there (it never should be) decides nothing. */
function given({ originId }: OriginRule, evidenceText: string): Found | null {
  return originId === null ? null : { originId, linkId: null, evidenceText };
}

function fitsAd(condition: AdCondition, referral: Referral): boolean {
  switch (condition.by) {
    case 'id':
      return referral.sourceId.trim() === condition.id;
    case 'headline':
      return fold(referral.headline).includes(fold(condition.text));
    case 'kind':
      return referral.sourceType.trim().toLowerCase() === condition.sourceType;
    case 'any':
      return true;
  }
}

function fitsText({ by, text: asked }: TextCondition, text: string): boolean {
  switch (by) {
    case 'contains':
      return fold(text).includes(fold(asked));
    case 'starts':
      return fold(text).startsWith(fold(asked));
    case 'pattern':
      return fitsPattern(text, asked);
  }
}

/**
 * Whether a message is an arrival at all, and so a touch. The first one of a contact is, and the one that reopens a contact. Of all later ones,
 * those that carry an ad or a link are: what else people write in a conversation says nothing of where they came from.
 */
export function isArrival({ kind }: Ruling, { isFirst }: { isFirst: boolean }): boolean {
  return isFirst || kind === 'ad' || kind === 'link';
}

/** The status into which a contact goes who writes after all was won or lost; null: it stays where it is. */
export function reopenOf(
  { isOn, reopening, reopenStatusId, statusId }: AutoLead,
  contact: Finished,
): { statusId: number } | null {
  if (!isOn || contact.statusKind === 'open') return null;
  if (reopening !== 'won_and_lost' && reopening !== contact.statusKind) return null;
  const target = reopenStatusId ?? statusId;
  return target === null || target === contact.statusId ? null : { statusId: target };
}
