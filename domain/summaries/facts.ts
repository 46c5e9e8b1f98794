import type { Days } from '../reports/period.ts';
import type { Target } from '../targets/list.ts';
import type { Pace } from '../targets/rules.ts';

/** A number of the week, the same of the week before, and the page that shows it. */
export type WeekFigure = { value: number; before: number; href: string };

/** What a week came to, as one reader sees it; links are paths of the product. */
export type WeekFacts = {
  week: Days;
  /** Of the reader's own contacts alone. */
  isOwn: boolean;
  figures: Record<'arrivals' | 'moves' | 'won' | 'lost', WeekFigure>;
  /** From the first message to our first answer, in seconds (median); null: too few were answered to tell. */
  answer: { seconds: number | null; before: number | null; href: string };
  /** As of now: longer in their status than usual; null: nothing is known to be usual. */
  stuck: { value: number; href: string } | null;
  /** As of now: conversations that wait for our answer; `isMore`: or more. */
  waiting: { value: number; isMore: boolean; href: string };
  /** The one that won most, and of those the one that brought most; null: nobody arrived. */
  bestOrigin: { name: string; arrivals: number; won: number; href: string } | null;
  /** Those whose period ended with the week, and how those of a month stand. */
  targets: (Pick<Target, 'thing' | 'owner' | 'span' | 'amount'> & {
    reached: number;
    pace: Pace;
    href: string;
  })[];
};

/** Whether there is anything to tell: a week in which nobody came and nobody moved is passed over. */
export function isQuiet({ figures }: WeekFacts): boolean {
  return Object.values(figures).every(({ value }) => value === 0);
}
