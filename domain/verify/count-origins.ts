import { type Counter, type Figures, listsOf, share, tallyOf } from './figures.ts';
import { isWithin, mondayOf, type ReportDays } from './report-days.ts';
import type { ReportFacts } from './report-facts.ts';
import type { Story, Touch } from './story.ts';

type Lens = 'first' | 'last' | 'any';
type Credit = Pick<Touch, 'originId' | 'campaign'>;

/** Where those who arrived in a period came from, through a lens, and what became of them. */
export function countOrigins(facts: ReportFacts, { days, names }: ReportDays, lens: Lens): Counter {
  const figures: Figures = new Map();
  const count = tallyOf(figures);
  const times = listsOf();
  const outcome = outcomeTeller(facts);
  const creditsOf = (story: Story, by: Lens): Credit[] => {
    const { touches } = story;
    if (touches.length === 0) return [{ originId: facts.ownOrigin(story, names), campaign: null }];
    const credited = by === 'any' ? touches : touches.slice(...(by === 'first' ? [0, 1] : [-1]));
    return credited.map(({ originId, campaign }) => ({
      originId: facts.originAs(originId, names),
      campaign,
    }));
  };
  const add = (story: Story) => {
    const { contact } = story;
    if (!contact?.isActive || !isWithin(days, contact.createdDay)) return;
    const { ends, wonSeconds } = outcome(story);
    const credits = creditsOf(story, lens);
    for (const id of new Set(credits.map(({ originId }) => originId))) {
      for (const end of ['arrivals', ...ends]) count(`origin ${id} ${end}`);
      count(`origin ${id} week ${mondayOf(contact.createdDay)}`);
      count(`origin ${id} gainArrivals`);
      if (ends.includes('won')) count(`origin ${id} gainWon`);
      times.push(`origin ${id} answerSeconds`, story.answerSeconds);
      times.push(`origin ${id} wonSeconds`, wonSeconds);
      if (story.answerSeconds !== null) count(`origin ${id} answered`);
    }
    for (const id of new Set(creditsOf(story, 'first').map(({ originId }) => originId))) {
      count(`origin ${id} gainArrivals`, -1);
      if (ends.includes('won')) count(`origin ${id} gainWon`, -1);
    }
    for (const part of campaignsOf(credits)) {
      count(`${part} arrivals`);
      if (ends.includes('won')) count(`${part} won`);
    }
  };
  return {
    add,
    figures: () => {
      for (const [name, list] of times.all) figures.set(name, share(list, 0.5));
      return figures;
    },
  };
}

function campaignsOf(credits: Credit[]): Set<string> {
  return new Set(
    credits.flatMap(({ originId, campaign }) =>
      campaign ? `origin ${originId} ${campaign.kind} ${campaign.key}` : [],
    ),
  );
}

function outcomeTeller({ statuses }: ReportFacts) {
  const known = new Map(statuses.map((status) => [status.id, status]));
  return ({ contact, stays }: Story): { ends: string[]; wonSeconds: number | null } => {
    const stood = stays.flatMap(({ statusId }) => known.get(statusId) ?? []);
    const won = stays.filter(({ statusId }) => known.get(statusId)?.kind === 'won');
    const ends = [
      ...(stood.some(({ isDefault, kind }) => !isDefault && kind !== 'lost') ? ['qualified'] : []),
      ...(won.length > 0 ? ['won'] : []),
      ...(stood.some(({ kind }) => kind === 'lost') ? ['lost'] : []),
    ];
    const first = Math.min(...won.map(({ since }) => since));
    return { ends, wonSeconds: won.length > 0 ? (first - (contact?.createdAt ?? 0)) / 1_000 : null };
  };
}
