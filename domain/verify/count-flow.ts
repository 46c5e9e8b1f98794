import { type Counter, type Figures, tallyOf } from './figures.ts';
import { isWithin, type ReportDays } from './report-days.ts';
import type { FactStatus, ReportFacts } from './report-facts.ts';

/** How contacts moved from one status to another in a period. */
export function countFlow(facts: ReportFacts, { days, names }: ReportDays): Counter {
  const figures: Figures = new Map([['gone', 0]]);
  const count = tallyOf(figures);
  const places = new Map(facts.statuses.map((status, place) => [status.id, { ...status, place }]));
  return {
    add: ({ contact, stays }) => {
      const ways = new Set<string>();
      for (const { fromId, statusId, day } of stays) {
        if (fromId === null || !isWithin(days, day)) continue;
        if (!contact) count('gone');
        if (!contact?.isActive) continue;
        const from = places.get(facts.statusAs(fromId, names) ?? 0);
        const to = places.get(facts.statusAs(statusId, names) ?? 0);
        if (!from || !to || from.id === to.id) continue;
        const way = `way ${from.id} ${to.id}`;
        count('moves');
        count(`${way} moves`);
        if (goesBack(from, to)) count('back');
        ways.add(way);
      }
      for (const way of ways) count(`${way} contacts`);
    },
    figures: () => figures,
  };
}

type Placed = FactStatus & { place: number };

function goesBack(from: Placed, to: Placed): boolean {
  if (from.kind === 'won') return to.kind !== 'won';
  if (to.kind !== 'open') return false;
  return from.kind === 'lost' || to.place < from.place;
}
