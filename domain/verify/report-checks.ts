import { sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { readFlow } from '../reports/flow.ts';
import { readFunnel } from '../reports/funnel.ts';
import { readNow } from '../reports/now.ts';
import { readOrigins } from '../reports/origins.ts';
import { LENSES, parseReportQuery } from '../reports/query.ts';
import { scopesOf } from '../reports/scopes-of.ts';
import { readTeam } from '../reports/team.ts';
import { readTime } from '../reports/time.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { countFlow } from './count-flow.ts';
import { countFunnel } from './count-funnel.ts';
import { countNow } from './count-now.ts';
import { countOrigins } from './count-origins.ts';
import { countTeam } from './count-team.ts';
import { countTime } from './count-time.ts';
import { type Counter, differences, type Figures } from './figures.ts';
import { readStories } from './read-stories.ts';
import { type ReportFacts, readReportFacts } from './report-facts.ts';
import { tellFlow, tellFunnel, tellNow, tellOrigins, tellTeam, tellTime } from './tell-reports.ts';

/** Beyond so many contacts the lists of seconds would fill the memory. */
const CONTACTS_MAX = 250_000;
const PERIODS = ['30d', 'last_month', 'year'];
const NAMES = ['then', 'today'] as const;

/** One page, and the same counted slowly. */
type Compared = { of: string; tell: () => Promise<Figures>; counter: Counter };
type Difference = { what: string };

/**
 * Compares what the pages of reports show with the same worked out from events, touches, messages and tasks, contact by contact: all workspaces,
 * some periods, both names, each lens. `skip` is told of workspaces that are too large to.
 */
export async function findWrongReports(
  tx: Tx,
  skip: (workspaceId: number) => void,
  now = new Date(),
): Promise<string[]> {
  const found: Difference[] = [];
  for (const workspace of await tx.select(workspaceFacts).from(workspaces).orderBy(workspaces.id)) {
    const ctx = systemCtx(tx, workspace);
    const size = await sizeOf(ctx);
    if (size > CONTACTS_MAX) skip(workspace.id);
    else if (size > 0) found.push(...(await compareAll(ctx, now)));
  }
  return found.map(({ what }) => what);
}

/** Contacts, and some that were. */
async function sizeOf({ db, workspace: { id } }: Ctx): Promise<number> {
  const [row] = await db.execute<{ size: number }>(sql`
    select (select count(*) from contacts where workspace_id = ${id})::int
      + exists (select from contact_events where workspace_id = ${id})::int as size`);
  return row?.size ?? 0;
}

async function compareAll(ctx: Ctx, now: Date): Promise<Difference[]> {
  const all = comparisons(ctx, await readReportFacts(ctx.db, ctx.workspace.id), now);
  for await (const story of readStories(ctx.db, ctx.workspace))
    for (const { counter } of all) counter.add(story);
  const found: Difference[] = [];
  for (const { of, tell, counter } of all) {
    for (const { name, told, counted } of differences(await tell(), counter.figures()))
      found.push({ what: `${ctx.workspace.id}/${of}: ${name} ${told}, counted ${counted}` });
  }
  return [...found, ...(await compareWaiting(ctx, now))];
}

function comparisons(ctx: Ctx, facts: ReportFacts, now: Date): Compared[] {
  const at = now.getTime();
  const usual = parseReportQuery({});
  return [
    { of: 'now', counter: countNow(facts, at), tell: async () => tellNow(await readNow(ctx, usual, now)) },
    ...PERIODS.flatMap((period) => [
      teamOf(ctx, facts, period, now),
      ...NAMES.flatMap((names) => ofPeriod(ctx, facts, { period, names, now })),
    ]),
  ];
}

function teamOf(ctx: Ctx, facts: ReportFacts, period: string, now: Date): Compared {
  const { scope } = scopesOf(ctx, parseReportQuery({ period }), now);
  return {
    of: `team ${scope.from}..${scope.to}`,
    counter: countTeam(facts, { days: scope }, now.getTime()),
    tell: async () => tellTeam(await readTeam(ctx, scope, now)),
  };
}

type Asked = { period: string; names: (typeof NAMES)[number]; now: Date };

function ofPeriod(ctx: Ctx, facts: ReportFacts, { period, names, now }: Asked): Compared[] {
  const query = parseReportQuery({ period, names });
  const { scope } = scopesOf(ctx, query, now);
  const asked = { days: { from: scope.from, to: scope.to }, names };
  const at = now.getTime();
  const of = `${scope.from}..${scope.to} ${names}`;
  return [
    {
      of: `funnel ${of}`,
      counter: countFunnel(facts, asked),
      tell: async () => tellFunnel(await readFunnel(ctx, scope, names, now)),
    },
    {
      of: `time ${of}`,
      counter: countTime(facts, asked, at),
      tell: async () => tellTime(await readTime(ctx, query, now)),
    },
    {
      of: `flow ${of}`,
      counter: countFlow(facts, asked),
      tell: async () => tellFlow(await readFlow(ctx, scope, names, now)),
    },
    ...LENSES.map((lens) => ({
      of: `origins by ${lens} touch ${of}`,
      counter: countOrigins(facts, asked, lens),
      tell: async () => tellOrigins(await readOrigins(ctx, scope, { lens, names }, now)),
    })),
  ];
}

/** Conversations that wait for us: of people who are in the list, and of those who are no contact. */
async function compareWaiting(ctx: Ctx, now: Date): Promise<Difference[]> {
  const { waiting } = await readNow(ctx, parseReportQuery({}), now);
  const [row] = await ctx.db.execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from conversations talk
    left join contacts c on c.workspace_id = talk.workspace_id and c.id = talk.contact_id
    where talk.workspace_id = ${ctx.workspace.id} and talk.waiting_since is not null and (talk.contact_id is null or c.id is not null)`);
  const counted = row?.waiting ?? 0;
  const isSame = waiting.isMore ? counted > waiting.count : counted === waiting.count;
  return isSame ? [] : [{ what: `${ctx.workspace.id}/now: waiting ${waiting.count}, counted ${counted}` }];
}
