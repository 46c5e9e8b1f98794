import { type Counter, type Figures, listsOf, share, tallyOf } from './figures.ts';
import { isWithin, mondayOf, type ReportDays } from './report-days.ts';
import type { ReportFacts } from './report-facts.ts';

/** Seconds of an hour, a day, three, a week and a month: each length is below one and not below the one before. */
const LIMITS = [3_600, 86_400, 259_200, 604_800, 2_592_000];

/** How long active contacts stood in each status, by the stays that ended in a period. */
export function countTime(facts: ReportFacts, { days, names }: ReportDays, now: number): Counter {
  const figures: Figures = new Map();
  const count = tallyOf(figures);
  const lengths = listsOf();
  const usual = new Map(
    facts.statuses.map(({ id, ...status }) => [id, status.isRetired ? null : status.usualSeconds]),
  );
  return {
    add: ({ contact, stays }) => {
      if (!contact?.isActive) return;
      const left = new Set<number>();
      for (const { statusId, since, until, untilDay } of stays) {
        const id = facts.statusAs(statusId, names);
        if (id === null || until === null || untilDay === null || !isWithin(days, untilDay)) continue;
        const seconds = (until - since) / 1_000;
        left.add(id);
        count(`status ${id} bucket ${LIMITS.filter((limit) => seconds >= limit).length}`);
        for (const part of [`status ${id}`, `status ${id} week ${mondayOf(untilDay)}`]) {
          count(`${part} stays`);
          lengths.push(part, seconds);
        }
      }
      for (const id of left) count(`status ${id} contacts`);
      const seconds = usual.get(contact.statusId) ?? null;
      if (seconds !== null && contact.statusSince < now - seconds * 1_000)
        count(`status ${contact.statusId} beyond`);
    },
    figures: () => {
      for (const [of, list] of lengths.all) {
        figures.set(`${of} median`, share(list, 0.5));
        figures.set(`${of} p90`, share(list, 0.9));
      }
      return figures;
    },
  };
}
