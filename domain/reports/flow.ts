import { type SQL, sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import { isFiltered } from '../contacts/filter.ts';
import { confinedTo } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { contactsOf, type ReportStatus, statusList, within } from './counted.ts';
import { type Flow, type FlowCount, shapeFlow } from './flow-rules.ts';
import type { MovedStatuses } from './moved-rules.ts';
import { countedAs, readMovedStatuses } from './moved-statuses.ts';
import { type Names, peopleOf, type ReportScope } from './scope.ts';

type Facts = { statuses: ReportStatus[]; counts: FlowCount[]; movesOfGone: number | null };

/** How contacts that are in the list today moved between statuses in the period. @throws `forbidden`. */
export async function readFlow(ctx: Ctx, scope: ReportScope, names: Names, now = new Date()): Promise<Flow> {
  authorize(ctx, 'report.read');
  const [people, moved] = await Promise.all([
    contactsOf(ctx, peopleOf(scope), sql`contacts.id`, now),
    readMovedStatuses(ctx, names),
  ]);
  // Reports are about active contacts always; who is gone was neither.
  const isWhole = confinedTo(ctx) === null && !isFiltered({ ...scope.filter, active: null });
  const [facts] = await ctx.db.execute<Facts>(factsQuery(ctx, scope, { people, isWhole, moved }));
  if (!facts) throw new Error('no facts');
  return shapeFlow(facts, names, moved);
}

/** Each contact's moves along one way are one row before they are counted, so that nobody is sorted twice. */
function factsQuery(
  ctx: Ctx,
  scope: ReportScope,
  { people, isWhole, moved }: { people: SQL; isWhole: boolean; moved: MovedStatuses },
): SQL {
  const w = ctx.workspace.id;
  const moves = sql`status_stays s where s.workspace_id = ${w} and s.from_status_id is not null
    and ${within(ctx, scope, sql`s.since`)}`;
  const gone = sql`(select count(*)::int from ${moves} and not exists (
    select from contacts c where c.workspace_id = s.workspace_id and c.id = s.contact_id))`;
  return sql`with people as (${people}), ways as (
    select s.contact_id, ${countedAs(moved, sql`s.from_status_id`)} as from_status_id,
      ${countedAs(moved, sql`s.status_id`)} as status_id, count(*) as moves from ${moves} group by 1, 2, 3
  )
  select ${statusList(ctx)} as statuses,
    (select coalesce(json_agg(json_build_object('from', from_status_id, 'to', status_id, 'moves', moves, 'contacts', contacts)), '[]')
      from (
        select from_status_id, status_id, sum(moves) as moves, count(*) as contacts
        from ways join people on people.id = ways.contact_id group by from_status_id, status_id
      ) as g) as counts,
    ${isWhole ? gone : sql`null::int`} as "movesOfGone"`;
}
