import { type Counter, type Figures, tallyOf } from './figures.ts';
import type { ReportFacts } from './report-facts.ts';

/** Where active contacts stand at a moment. */
export function countNow({ statuses }: ReportFacts, now: number): Counter {
  const figures: Figures = new Map();
  const count = tallyOf(figures);
  const usual = new Map(
    statuses.map(({ id, usualSeconds, isRetired }) => [id, isRetired ? null : usualSeconds]),
  );
  return {
    add: ({ contact, stays }) => {
      if (!contact?.isActive) return;
      // Where its history left it: what the contact itself says is looked into elsewhere.
      const statusId = stays.at(-1)?.statusId ?? contact.statusId;
      count('total');
      count(`status ${statusId}`);
      for (const part of [`origin ${contact.originId}`, `owner ${contact.ownerId ?? 'none'}`]) {
        count(part);
        count(`${part} status ${statusId}`);
      }
      const seconds = usual.get(statusId) ?? null;
      if (seconds !== null && contact.statusSince < now - seconds * 1_000) count(`status ${statusId} beyond`);
    },
    figures: () => figures,
  };
}
