import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { instantOfLocal } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import { inboxHref } from '../conversations/inbox-query.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { contactsHref, filterOfReport, pastFilter } from '../reports/about.ts';
import { CONDITIONS_MAX } from '../reports/figures.ts';
import { readFlow } from '../reports/flow.ts';
import { readFunnel } from '../reports/funnel.ts';
import { add, stepsBy } from '../reports/kept/part.ts';
import { readParts } from '../reports/kept/read.ts';
import { TEAM_ARRIVALS } from '../reports/kept/team-kinds.ts';
import { readNow } from '../reports/now.ts';
import { readOrigins } from '../reports/origins.ts';
import { addDays, type Days } from '../reports/period.ts';
import { parseReportQuery, type ReportQuery, reportHref } from '../reports/query.ts';
import { asking, peopleOf, type ReportScope, reachedOneOf } from '../reports/scope.ts';
import { countOf, quantile, type Steps } from '../reports/steps.ts';
import { listTargets } from '../targets/list.ts';
import { progressOf } from '../targets/read.ts';
import type { WeekFacts } from './facts.ts';

/** Of fewer answers no median is told. */
const ANSWERS_MIN = 5;

/** What a week came to, as whoever asks sees it in the reports: sales staff of their own contacts. @throws `forbidden`. */
export async function readWeek(ctx: Ctx, week: Days, now: Date = new Date()): Promise<WeekFacts> {
  authorize(ctx, 'report.read');
  const isOwn = ctx.actor.kind === 'member' && ctx.actor.role === 'sales';
  const period = { from: week.from, to: week.to };
  const query: ReportQuery = { ...parseReportQuery({}), period, ownerIds: isOwn ? ['me'] : [] };
  const filter = filterOfReport(query, actorId(ctx));
  const earlier = { from: addDays(week.from, -7), to: addDays(week.from, -1) };
  const [told, before, moment, bestOrigin, targets] = await Promise.all([
    countsOf(ctx, { ...period, filter }, now),
    countsOf(ctx, { ...earlier, filter }, now),
    readMoment(ctx, query, now),
    readBestOrigin(ctx, query, { scope: { ...period, filter }, now }),
    readTargetsOf(ctx, week, isOwn),
  ]);
  const flow = reportHref('flow', query);
  const figure = (key: 'arrivals' | 'moves' | 'won' | 'lost', href: string) => {
    return { value: told[key], before: before[key], href };
  };
  return {
    week: period,
    isOwn,
    figures: {
      arrivals: figure('arrivals', reportHref('funnel', query)),
      moves: figure('moves', flow),
      won: figure('won', told.hrefs.won ?? flow),
      lost: figure('lost', told.hrefs.lost ?? flow),
    },
    answer: {
      seconds: told.answerSeconds,
      before: before.answerSeconds,
      href: reportHref('team', query),
    },
    ...moment,
    bestOrigin,
    targets,
  };
}

async function countsOf(ctx: Ctx, scope: ReportScope, now: Date) {
  const [funnel, flow, answerSeconds] = await Promise.all([
    readFunnel(ctx, scope, 'then', now),
    readFlow(ctx, scope, 'then', now),
    medianAnswer(ctx, scope, now),
  ]);
  const [won, lost] = [funnel.won, funnel.lost].map(({ statusIds }) => whoReached(scope, statusIds));
  const [wonTotal, lostTotal] = await Promise.all([won, lost].map((who) => countAll(ctx, who ?? null, now)));
  return {
    arrivals: funnel.arrivals,
    moves: flow.moves,
    won: wonTotal ?? 0,
    lost: lostTotal ?? 0,
    answerSeconds,
    hrefs: { won: won ? contactsHref(won) : null, lost: lost ? contactsHref(lost) : null },
  };
}

/** Who came into one of some statuses in the days; null: there are none such. */
function whoReached(scope: ReportScope, statusIds: number[]): ContactFilter | null {
  const asked = statusIds.slice(0, CONDITIONS_MAX);
  return asked.length === 0 ? null : asking(peopleOf(scope), reachedOneOf(asked, scope));
}

async function countAll(ctx: Ctx, filter: ContactFilter | null, now: Date): Promise<number> {
  if (!filter) return 0;
  const where = contactFilterWhere(ctx, await resolveFilter(ctx, filter, now));
  const [row] = await ctx.db.execute<{ total: number }>(
    sql`select count(*)::int as total from ${contacts} where ${where}`,
  );
  return row?.total ?? 0;
}

/** Of those who arrived, from their first message to our first answer after it; the report by person tells the same person by person. */
async function medianAnswer(ctx: Ctx, scope: ReportScope, now: Date): Promise<number | null> {
  const { parts } = await readParts(ctx, TEAM_ARRIVALS, { scope, names: 'then', now });
  const steps: Steps = new Map();
  for (const own of stepsBy(parts, 'answers').values())
    for (const [seconds, count] of own) add(steps, seconds, count);
  return countOf(steps) >= ANSWERS_MIN ? quantile(steps, 0.5) : null;
}

/** Who is stuck and who waits, as of now. */
async function readMoment(
  ctx: Ctx,
  query: ReportQuery,
  now: Date,
): Promise<Pick<WeekFacts, 'stuck' | 'waiting'>> {
  const { filter, statuses, waiting } = await readNow(ctx, query, now);
  const measured = statuses.filter(({ beyond }) => beyond !== null);
  const anyBeyond = measured.map(({ id }) => `history.beyond:${id}`).join(';');
  const value = measured.reduce((sum, { beyond }) => sum + (beyond ?? 0), 0);
  return {
    stuck:
      measured.length === 0 ? null : { value, href: contactsHref(filter, pastFilter(`any(${anyBeyond})`)) },
    waiting: {
      value: waiting.count,
      isMore: waiting.isMore,
      href: waiting.href ?? inboxHref({ show: 'waiting', of: 'everyone', after: null }),
    },
  };
}

async function readBestOrigin(
  ctx: Ctx,
  query: ReportQuery,
  { scope, now }: { scope: ReportScope; now: Date },
): Promise<WeekFacts['bestOrigin']> {
  const { rows } = await readOrigins(ctx, scope, query, now);
  const [best] = rows.toSorted((a, b) => b.won - a.won || b.arrivals - a.arrivals);
  if (!best || best.arrivals === 0) return null;
  const { name, arrivals, won } = best;
  return { name, arrivals, won, href: reportHref('origins', query) };
}

/** As they stood when the week ended: a second before, so that its own period is the one at hand. */
async function readTargetsOf(ctx: Ctx, week: Days, isOwn: boolean): Promise<WeekFacts['targets']> {
  const { timeZone } = ctx.workspace;
  const end = new Date(instantOfLocal(addDays(week.to, 1), '00:00', timeZone).getTime() - 1_000);
  const all = await listTargets(ctx);
  const asked = isOwn ? all.filter(({ owner }) => owner?.id === actorId(ctx)) : all;
  const told = await Promise.all(asked.map((target) => progressOf(ctx, target, { past: 0, now: end })));
  return told.map(({ thing, owner, span, amount, now, pace }) => {
    return { thing, owner, span, amount, reached: now.reached, pace, href: '/reports/targets' };
  });
}
