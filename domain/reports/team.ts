import { sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { tasks } from '#db/schema/notices.ts';
import { authorize } from '../authorize.ts';
import { resolveFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { readFunnelOrder } from './counted.ts';
import { readParts } from './kept/read.ts';
import { TEAM_ARRIVALS, TEAM_MOVES } from './kept/team-kinds.ts';
import { peopleOf, type ReportScope } from './scope.ts';
import { shapeTeam, type Team, type TeamFacts } from './team-rules.ts';

/**
 * What each member's contacts and work came to in the period: arrivals and won by owner as of today, moves by who made them, overdue tasks as of now.
 * Sales staff see themselves alone. @throws `forbidden`.
 */
export async function readTeam(ctx: Ctx, scope: ReportScope, now = new Date()): Promise<Team> {
  authorize(ctx, 'report.read');
  const { actor } = ctx;
  const only = actor.kind === 'member' && actor.role === 'sales' ? actor.userId : null;
  const asked = { scope, names: 'then' as const, now };
  const [statuses, members, arrivals, moves, overdue] = await Promise.all([
    readFunnelOrder(ctx),
    readMembers(ctx),
    readParts(ctx, TEAM_ARRIVALS, asked),
    readParts(ctx, TEAM_MOVES, asked),
    countOverdue(ctx, scope, now),
  ]);
  const parts = { arrivals: arrivals.parts, moves: moves.parts, from: scope.from };
  return shapeTeam({ statuses, members, overdue, parts }, only);
}

async function readMembers(ctx: Ctx): Promise<TeamFacts['members']> {
  return ctx.db.execute(sql`
    select u.id::int as id, u.name, m.deactivated_at is null as "isActive"
    from memberships m join users u on u.id = m.user_id
    where m.workspace_id = ${ctx.workspace.id} order by u.name, u.id`);
}

/** By whom they are on the list of; 0: nobody. */
async function countOverdue(ctx: Ctx, scope: ReportScope, now: Date): Promise<TeamFacts['overdue']> {
  const people = contactFilterWhere(ctx, await resolveFilter(ctx, peopleOf(scope), now));
  return ctx.db.execute(sql`
    select coalesce(t.person_id, 0)::int as "userId", count(*)::int as overdue
    from ${tasks} t join ${contacts} on contacts.workspace_id = t.workspace_id and contacts.id = t.contact_id
    where t.workspace_id = ${ctx.workspace.id} and t.done_at is null and t.due_at < ${now.toISOString()}::timestamptz and ${people}
    group by 1`);
}
