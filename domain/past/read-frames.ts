import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { QueryParams } from '../contacts/filter.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import type { Frames } from './frame-types.ts';
import { filterOfPast, readStatuses } from './internal.ts';
import { END_OF_DAY, momentsOf, stepDays } from './moment-rules.ts';
import { daysOfSpan, parsePastQuery } from './query.ts';
import { totalsAt } from './totals.ts';

/** The day on which the first contact came that whoever asks may see (also one that is gone, where that is all), by the workspace's clocks; today where nobody has come yet. */
export async function firstDay(ctx: Ctx, now: Date): Promise<string> {
  const { id } = ctx.workspace;
  const visible = visibleContacts(ctx);
  const [row] = await ctx.db.execute<{ since: Date | string | null }>(
    visible === undefined
      ? sql`select min(since) as since from status_stays where workspace_id = ${id}`
      : sql`select min(${contacts.createdAt}) as since from ${contacts} where ${contacts.workspaceId} = ${id} and ${visible}`,
  );
  return localDay(row?.since ? new Date(row.since) : now, ctx.workspace.timeZone);
}

/**
 * How many stood in each status on each day of a period (each step, where it is longer) at the time of day of `at`: what is played, and what the slider shows
 * while it moves. The parameters are a past board's own. @throws `forbidden`.
 */
export async function readFrames(ctx: Ctx, params: QueryParams, now = new Date()): Promise<Frames> {
  authorize(ctx, 'contact.read');
  const query = parsePastQuery(params);
  const { timeZone } = ctx.workspace;
  const today = localDay(now, timeZone);
  const span = daysOfSpan(query.span, {
    first: await firstDay(ctx, now),
    today,
    shown: query.at?.day ?? today,
  });
  const { days } = stepDays(span);
  const moments = momentsOf(days, query.at?.time ?? END_OF_DAY, timeZone, now);
  const [statuses, totals] = await Promise.all([
    readStatuses(ctx),
    totalsAt(ctx, filterOfPast(ctx, query), moments, now),
  ]);
  const seen = statuses.filter(({ id, isRetired }) => !isRetired || totals.some((one) => one.get(id)));
  return {
    days,
    statusIds: seen.map(({ id }) => id),
    totals: totals.map((one) => seen.map(({ id }) => one.get(id) ?? 0)),
  };
}
