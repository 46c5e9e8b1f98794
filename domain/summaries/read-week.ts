import { type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { StatusKind } from '#db/values.ts';
import { instantOfLocal } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import { inboxHref } from '../conversations/inbox-query.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { contactsHref, filterOfReport, pastFilter } from '../reports/about.ts';
import { readFlow } from '../reports/flow.ts';
import { readFunnel } from '../reports/funnel.ts';
import { readNow } from '../reports/now.ts';
import { readOrigins } from '../reports/origins.ts';
import { addDays, type Days } from '../reports/period.ts';
import { parseReportQuery, type ReportQuery, reportHref } from '../reports/query.ts';
import { asking, cohortOf, peopleOf, type ReportScope, reachedOneOf } from '../reports/scope.ts';
import { readTargets } from '../targets/read.ts';
import type { WeekFacts } from './facts.ts';

/** Of fewer answers no median is told. */
const ANSWERS_MIN = 5;
/** As in the reports: conditions that an address holds. */
const STATUSES_MAX = 25;

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
    readBestOrigin(ctx, query, { ...period, filter }),
    readTargetsOf(ctx, week),
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
  const [funnel, flow, kinds, answerSeconds] = await Promise.all([
    readFunnel(ctx, scope, 'then'),
    readFlow(ctx, scope, 'then'),
    statusesBy(ctx),
    medianAnswer(ctx, scope, now),
  ]);
  const [won, lost] = (['won', 'lost'] as const).map((kind) => whoReached(scope, kinds[kind]));
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
  const asked = statusIds.slice(0, STATUSES_MAX);
  return asked.length === 0 ? null : asking(peopleOf(scope), reachedOneOf(asked, scope));
}

async function statusesBy(ctx: Ctx): Promise<Record<StatusKind, number[]>> {
  const rows = await ctx.db.execute<{ id: number; kind: StatusKind }>(sql`
    select id::int as id, kind from statuses where workspace_id = ${ctx.workspace.id}
    order by retired_at is not null, position, id`);
  const of = (kind: StatusKind) => rows.filter((row) => row.kind === kind).map(({ id }) => id);
  return { open: of('open'), won: of('won'), lost: of('lost') };
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
  const where = contactFilterWhere(ctx, await resolveFilter(ctx, cohortOf(scope), now));
  const theirs = sql`from messages m where m.workspace_id = ${ctx.workspace.id} and m.contact_id = contacts.id`;
  const first = (part: SQL) => sql`select m.at ${theirs} and ${part} order by m.at, m.id limit 1`;
  const [row] = await ctx.db.execute<{ answered: number; seconds: number | null }>(sql`
    select count(*)::int as answered,
      percentile_cont(0.5) within group (order by date_part('epoch', answer.at - asked.at)) as seconds
    from ${contacts}
    cross join lateral (${first(sql`m.direction = 'in'`)}) as asked
    cross join lateral (${first(sql`m.direction = 'out' and m.state not in ('failed', 'cancelled') and m.at >= asked.at`)}) as answer
    where ${contacts.lastMessageAt} is not null and ${where}`);
  return row && row.answered >= ANSWERS_MIN ? row.seconds : null;
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
  scope: ReportScope,
): Promise<WeekFacts['bestOrigin']> {
  const { rows } = await readOrigins(ctx, scope, query);
  const [best] = rows.toSorted((a, b) => b.won - a.won || b.arrivals - a.arrivals);
  if (!best || best.arrivals === 0) return null;
  const { name, arrivals, won } = best;
  return { name, arrivals, won, href: reportHref('origins', query) };
}

/** As they stood when the week ended: a second before, so that its own period is the one at hand. */
async function readTargetsOf(ctx: Ctx, week: Days): Promise<WeekFacts['targets']> {
  const { timeZone } = ctx.workspace;
  const end = new Date(instantOfLocal(addDays(week.to, 1), '00:00', timeZone).getTime() - 1_000);
  const all = await readTargets(ctx, { past: 0, now: end });
  const isSales = ctx.actor.kind === 'member' && ctx.actor.role === 'sales';
  const mine = isSales ? all.filter(({ owner }) => owner?.id === actorId(ctx)) : all;
  return mine.map(({ thing, owner, span, amount, now, pace }) => {
    return { thing, owner, span, amount, reached: now.reached, pace, href: '/reports/targets' };
  });
}
