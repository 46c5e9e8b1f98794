import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import type { Ctx } from '../ctx.ts';
import { addDays } from '../reports/period.ts';
import { filterOfPast } from './internal.ts';
import { END_OF_DAY, instantOf, type LocalMinute } from './moment-rules.ts';
import { daysOfSpan, type PastQuery, type Span } from './query.ts';
import { type PastBoard, readBoardAt } from './read-board.ts';
import { firstDay } from './read-frames.ts';

/** Without being asked for a moment, a week ago is shown: long enough for something to differ. */
const DAYS_AGO = 7;

export type Past = {
  /** The query with its moment filled in, none to come. */
  query: PastQuery & { at: LocalMinute };
  at: Date;
  filter: ContactFilter;
  span: { span: Span; from: string; to: string };
  /** The day of the first contact, and this one. */
  first: string;
  today: string;
  board: PastBoard;
};

/** Everything that a page about a past moment shows. @throws `forbidden`. */
export async function readPast(ctx: Ctx, asked: PastQuery, now = new Date()): Promise<Past> {
  authorize(ctx, 'contact.read');
  const { timeZone } = ctx.workspace;
  const today = localDay(now, timeZone);
  const filter = filterOfPast(ctx, asked);
  const first = await firstDay(ctx, now);
  const meant = asked.at ?? usual(first, today);
  const query = { ...asked, at: meant.day > today ? { day: today, time: END_OF_DAY } : meant };
  const at = instantOf(query.at, timeZone, now);
  const board = await readBoardAt(ctx, { at, filter }, now);
  const span = daysOfSpan(query.span, { first, today, shown: query.at.day });
  return {
    ...{ query, at, filter, first, today, board },
    span,
  };
}

function usual(first: string, today: string): LocalMinute {
  const ago = addDays(today, -DAYS_AGO);
  return { day: ago < first ? first : ago, time: END_OF_DAY };
}
