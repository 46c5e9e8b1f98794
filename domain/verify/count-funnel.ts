import { type Counter, type Figures, listsOf, share, tallyOf } from './figures.ts';
import { isWithin, type ReportDays } from './report-days.ts';
import type { FactStatus, ReportFacts } from './report-facts.ts';
import type { Story } from './story.ts';

/** What became of those who arrived in a period. */
export function countFunnel(facts: ReportFacts, { days, names }: ReportDays): Counter {
  const figures: Figures = new Map();
  const count = tallyOf(figures);
  const times = listsOf();
  const pairs: Figures = new Map();
  const countPair = tallyOf(pairs);
  const kindOf = new Map(facts.statuses.map(({ id, kind }) => [id, kind]));
  const add = (story: Story) => {
    const { contact } = story;
    if (!contact?.isActive || !isWithin(days, contact.createdDay)) return;
    const reached = firstTimes(story, (id) => facts.statusAs(id, names));
    const kinds = new Set(story.stays.map(({ statusId }) => kindOf.get(statusId)));
    for (const part of ['', `origin ${contact.originId} `, `owner ${contact.ownerId ?? 0} `]) {
      count(`${part}arrivals`);
      for (const id of reached.keys()) count(`${part}step ${id}`);
      for (const kind of ['won', 'lost'] as const) if (kinds.has(kind)) count(`${part}${kind}`);
    }
    for (const [id, seconds] of reached) {
      times.push(`step ${id}`, seconds);
      for (const other of reached.keys()) countPair(`${other} ${id}`);
    }
    times.push('won', least([...firstTimes(story, (id) => (kindOf.get(id) === 'won' ? id : null)).values()]));
  };
  return {
    add,
    figures: () => {
      for (const [name, list] of times.all) {
        figures.set(`${name} median`, share(list, 0.5));
        figures.set(`${name} p90`, share(list, 0.9));
      }
      const shown = facts.statuses.filter(({ id, isRetired }) => !isRetired || figures.has(`step ${id}`));
      for (const [place, status] of shown.entries())
        putBefore(
          figures,
          pairs,
          status,
          shown.slice(0, place).findLast(({ kind }) => kind === 'open'),
        );
      return figures;
    },
  };
}

/** Seconds from arrival until each status was first come to. */
function firstTimes({ contact, stays }: Story, as: (id: number) => number | null): Map<number, number> {
  const first = new Map<number, number>();
  for (const { statusId, since } of stays) {
    const id = as(statusId);
    if (id === null) continue;
    const seconds = (since - (contact?.createdAt ?? 0)) / 1_000;
    first.set(id, Math.min(seconds, first.get(id) ?? seconds));
  }
  return first;
}

function putBefore(
  figures: Figures,
  pairs: Figures,
  { id, kind }: FactStatus,
  before: FactStatus | undefined,
): void {
  if (kind === 'lost') return;
  const both = before ? (pairs.get(`${before.id} ${id}`) ?? 0) : (figures.get(`step ${id}`) ?? 0);
  figures.set(`step ${id} after ${before?.id ?? 'arrival'}`, both);
}

function least(list: number[]): number | null {
  return list.length > 0 ? Math.min(...list) : null;
}
