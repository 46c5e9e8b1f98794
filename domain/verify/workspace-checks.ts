import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Statuses, people and jobs. */
export const WORKSPACE_CHECKS: Check[] = [
  {
    name: 'default_status',
    says: 'a workspace has no default status among its live ones, or several',
    query: sql`
      select workspace_id as what from statuses
      group by workspace_id
      having count(*) filter (where is_default) <> count(*) filter (where is_default and retired_at is null)
        or (count(*) filter (where retired_at is null) > 0 and count(*) filter (where is_default) <> 1)`,
  },
  {
    name: 'status_position_shared',
    says: 'two statuses stand at the same place of the funnel',
    query: sql`
      select concat_ws('/', workspace_id, position) as what from statuses
      where retired_at is null
      group by workspace_id, position having count(*) > 1`,
  },
  {
    name: 'workspace_without_admin',
    says: 'nobody may manage a workspace',
    query: sql`
      select w.id as what from workspaces w
      where not exists (
        select from memberships m
        where m.workspace_id = w.id and m.role = 'admin' and m.deactivated_at is null)`,
  },
  {
    name: 'session_without_member',
    says: 'somebody who is no longer an active member is still signed in',
    query: sql`
      select concat_ws('/', s.workspace_id, s.user_id) as what from sessions s
      left join memberships m on m.workspace_id = s.workspace_id and m.user_id = s.user_id
      where m.user_id is null or m.deactivated_at is not null`,
  },
  {
    name: 'invitation_without_member',
    says: 'an invitation was sent by somebody who never was a member',
    query: sql`
      select concat_ws('/', i.workspace_id, i.id) as what from invitations i
      left join memberships m on m.workspace_id = i.workspace_id and m.user_id = i.invited_by
      where m.user_id is null`,
  },
  {
    name: 'alias_astray',
    says: 'another spelling leads to an origin that was merged into another',
    query: sql`
      select concat_ws('/', a.workspace_id, a.id) as what from origin_aliases a
      left join origins o on o.workspace_id = a.workspace_id and o.id = a.origin_id
      where o.id is null or o.merged_into_id is not null`,
  },
  {
    name: 'import_does_not_add_up',
    says: 'the rows of an import that ended are not all told how they ended, or its sums are not those of its rows',
    query: sql`
      select concat_ws('/', i.workspace_id, i.id) as what
      from imports i
      cross join lateral (select sum(value::bigint) as told from jsonb_each_text(i.counts) as counted (outcome, value)) as sums
      where i.state in ('done', 'cancelled', 'undone') and (
        sums.told is distinct from i.row_count
        or i.updated_at > now() - interval '29 days' and i.row_count <> (
          select count(*) from import_outcomes o where o.workspace_id = i.workspace_id and o.import_id = i.id))`,
  },
  {
    name: 'import_row_astray',
    says: 'a row of an import is there and the import is not',
    query: sql`
      select concat_ws('/', r.workspace_id, r.import_id) as what
      from (
        select distinct workspace_id, import_id from import_rows
        union select distinct workspace_id, import_id from import_outcomes
        union select distinct workspace_id, import_id from import_facts
      ) as r
      where not exists (select from imports i where i.workspace_id = r.workspace_id and i.id = r.import_id)`,
  },
  {
    name: 'job_stuck',
    says: 'a job has been running for longer than it may',
    query: sql`
      select concat_ws('/', name, id) as what from pgboss.job
      where state = 'active' and started_on + make_interval(secs => expire_seconds) < now() - interval '1 minute'`,
  },
];
