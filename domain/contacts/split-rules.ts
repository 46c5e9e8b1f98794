import { isSame } from './merge-plan.ts';
import type { Before, ChangedFacts } from './merge-record.ts';
import { earliest, latest, type MergeResult } from './merge-rules.ts';

/** Moments that follow a rule of their own: what was there before, together with whoever is still merged in. */
const GATHERED = {
  createdAt: earliest,
  optedOutAt: earliest,
  lastMessageAt: latest,
  lastActivityAt: latest,
} as const;
type Gathered = keyof typeof GATHERED;

export type Moments = Record<Gathered, Date | null>;

/**
 * What the survivor gets back, and the facts that stay because somebody changed them since. `owed`: moments that it now has because of who is
 * still merged in, from → to; they go when that one does.
 */
export type SplitPlan = {
  facts: Partial<MergeResult>;
  kept: string[];
  owed: { field: keyof Moments; from: Date | null; to: Date | null }[];
};

const isGathered = (field: string): field is Gathered => field in GATHERED;

/**
 * Works out what a contact gets back when a merge is taken back; pure. `current` is the contact now, `changed` what the merge made of it,
 * `touched` the facts that somebody changed since, `others` who else is merged in. Time in the status goes with the status.
 */
export function planSplit(
  current: MergeResult,
  changed: ChangedFacts,
  touched: ReadonlySet<string>,
  others: Moments[],
): SplitPlan {
  const facts: Record<string, unknown> = {};
  const kept: string[] = [];
  const owed: SplitPlan['owed'] = [];
  for (const [field, change] of Object.entries(changed)) {
    if (!change) continue;
    const now = current[field as keyof MergeResult];
    const judged = field === 'statusSince' ? 'statusId' : field;
    const isAsMerged = isSame(now, change.to) && !touched.has(judged);
    if (isGathered(field)) {
      if (!isAsMerged) continue;
      const from = asMoment(change.from);
      const to = GATHERED[field](from, ...others.map((one) => one[field]));
      facts[field] = to;
      if (!isSame(from, to)) owed.push({ field, from, to });
    } else if (isAsMerged) facts[field] = change.from;
    else if (field !== 'statusSince') kept.push(field);
  }
  if (!('statusId' in facts) && changed.statusId) delete facts.statusSince;
  return { facts: facts as Partial<MergeResult>, kept, owed };
}

const asMoment = (value: unknown) => (value instanceof Date ? value : null);

/**
 * What a later merge into the same contact keeps of it, once an earlier one is taken back: where it found what the earlier one had left, it
 * would now have found what was there before that. Returns the facts that the later one takes over.
 */
export function passOn(earlier: ChangedFacts, later: Before): { later: Before; fields: string[] } {
  const fields: string[] = [];
  const facts: Record<string, unknown> = { ...later.facts };
  for (const [field, change] of Object.entries(earlier)) {
    const next = later.facts[field as keyof ChangedFacts];
    if (!change || !next || !isSame(next.from, change.to)) continue;
    facts[field] = { ...next, from: change.from };
    fields.push(field);
  }
  return { later: { ...later, facts: facts as ChangedFacts }, fields };
}
