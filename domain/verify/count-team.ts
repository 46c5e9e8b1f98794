import { type Counter, type Figures, listsOf, share, tallyOf } from './figures.ts';
import { isWithin, type ReportDays } from './report-days.ts';
import type { ReportFacts } from './report-facts.ts';

/** What each member's contacts and work came to in a period; 0: nobody's. */
export function countTeam(
  { statuses }: ReportFacts,
  { days }: Pick<ReportDays, 'days'>,
  now: number,
): Counter {
  const figures: Figures = new Map();
  const count = tallyOf(figures);
  const answers = listsOf();
  const won = new Set(statuses.filter(({ kind }) => kind === 'won').map(({ id }) => id));
  return {
    add: ({ contact, stays, tasks, answerSeconds }) => {
      if (!contact?.isActive) return;
      const owner = `user ${contact.ownerId ?? 0}`;
      if (isWithin(days, contact.createdDay)) {
        count(`${owner} arrivals`);
        answers.push(`${owner} answerSeconds`, answerSeconds);
        if (answerSeconds !== null) count(`${owner} answered`);
      }
      const then = stays.filter(({ day }) => isWithin(days, day));
      const moves = then.filter(({ fromId, by }) => fromId !== null && by !== null);
      for (const { by } of moves) count(`user ${by} moves`);
      for (const by of new Set(moves.map((move) => move.by))) count(`user ${by} moved`);
      if (then.some(({ statusId }) => won.has(statusId))) count(`${owner} won`);
      for (const { personId, dueAt } of tasks)
        if (dueAt !== null && dueAt < now) count(`user ${personId ?? 0} overdue`);
    },
    figures: () => {
      for (const [name, list] of answers.all) figures.set(name, share(list, 0.5));
      return figures;
    },
  };
}
