import type { Arrival } from './arrival.ts';
import { judgeRule } from './rules.ts';
import type { AutoLead, OriginRule } from './types.ts';

/** Why a rule did not decide; `later`: it fits, and one before it won. */
export type PassedWhy =
  | 'off'
  | 'later'
  | 'no_ad'
  | 'other_ad'
  | 'other_headline'
  | 'other_kind'
  | 'no_text'
  | 'other_text'
  | 'other_number'
  | 'no_code'
  | 'no_name';

/** Why a rule does not fit an arrival; null: it does. */
export function whyPassed(
  rule: OriginRule,
  autoLead: Pick<AutoLead, 'links' | 'names'>,
  arrival: Arrival,
): Exclude<PassedWhy, 'off' | 'later'> | null {
  if (judgeRule(rule, autoLead, arrival)) return null;
  switch (rule.kind) {
    case 'ad':
      if (!arrival.referral) return 'no_ad';
      if (rule.condition.by === 'headline') return 'other_headline';
      return rule.condition.by === 'kind' ? 'other_kind' : 'other_ad';
    case 'text':
      return arrival.text.trim() === '' ? 'no_text' : 'other_text';
    case 'number':
      return 'other_number';
    case 'link':
      return 'no_code';
    case 'alias':
      return 'no_name';
  }
}
