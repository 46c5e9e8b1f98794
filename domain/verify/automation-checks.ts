import { type SQL, sql } from 'drizzle-orm';
import { RUN_DAYS } from '../automations/run-rules.ts';
import { storedDefinition } from '../automations/stored-definition.ts';
import type { Check, Search } from './check.ts';

const IS_OPEN = sql`r.state in ('running', 'waiting')`;

/** Whether the run of something that was done at `at` must be there: older ones may have been purged. */
const isKept = (one: SQL, at: SQL) => sql`(${at} > now() - make_interval(days => ${RUN_DAYS}) or exists (
  select from automation_runs r where r.workspace_id = ${one}.workspace_id and r.id = ${one}.run_id))`;

/** Runs, their trails, what they wrote, and what automations listen to. */
export const AUTOMATION_CHECKS: Check[] = [
  {
    name: 'run_trail_broken',
    says: 'the trail of a run has holes, or tells more or fewer steps than the run',
    query: sql`
      select r.id as what from automation_runs r
      left join (
        select workspace_id, run_id, count(*) as total, max(place) as last from automation_run_steps group by 1, 2
      ) as s on s.workspace_id = r.workspace_id and s.run_id = r.id
      where r.step_total <> coalesce(s.total, 0) or r.step_total <> coalesce(s.last, 0)`,
  },
  {
    name: 'run_step_open',
    says: 'a step stands as waiting or to be tried again in a run that is over, or before its last step',
    query: sql`
      select concat_ws('/', s.run_id, s.place) as what from automation_run_steps s
      join automation_runs r on r.workspace_id = s.workspace_id and r.id = s.run_id
      where s.state in ('waiting', 'retrying') and not (${IS_OPEN} and s.place = r.step_total)`,
  },
  {
    name: 'run_astray',
    says: 'a run under way stands at a step that its version does not have',
    query: sql`
      select r.id as what from automation_runs r
      left join automation_versions v on v.workspace_id = r.workspace_id and v.id = r.version_id
      where ${IS_OPEN} and (v.automation_id is distinct from r.automation_id
        or r.next_step is null and r.step_total > 0
        or r.next_step is not null and not jsonb_path_exists(
          v.definition, '$.steps.**.key ? (@ == $key)', jsonb_build_object('key', r.next_step)))`,
  },
  {
    name: 'run_undecided',
    says: 'a run does not say how it stands: whether it is over and why, or what it waits for',
    query: sql`
      select r.id as what from automation_runs r
      where ${IS_OPEN} <> (r.finished_at is null)
        or (r.state in ('stopped', 'failed', 'cancelled')) <> (r.reason is not null)
        or (r.state = 'waiting') and r.waits_for is null
        or r.state = 'running' and r.waits_for is not null
        or (r.waits_for in ('message', 'call')) <> (r.waits_id is not null)`,
  },
  {
    name: 'run_stuck',
    says: 'a run has been due for an hour and nobody has looked at it',
    query: sql`
      select r.id as what from automation_runs r where ${IS_OPEN} and r.wake_at < now() - interval '1 hour'`,
  },
  {
    name: 'run_message_untold',
    says: 'a run wrote a message, or called a server, that no step of it tells of, or twice for one step',
    query: sql`
      select m.id as what from messages m
      left join lateral (
        select count(*) as total from automation_run_steps s
        where s.workspace_id = m.workspace_id and s.run_id = m.run_id and (s.output ->> 'messageId')::bigint = m.id
      ) as told on true
      where m.run_id is not null and told.total <> 1 and ${isKept(sql`m`, sql`m.at`)}
      union all
      select c.id from outgoing_calls c
      left join lateral (
        select count(*) as total from automation_run_steps s
        where s.workspace_id = c.workspace_id and s.run_id = c.run_id and (s.output ->> 'callId')::bigint = c.id
      ) as told on true
      where c.run_id is not null and c.kind = 'webhook' and told.total <> 1 and ${isKept(sql`c`, sql`c.created_at`)}`,
  },
  {
    name: 'unknown_unseen',
    says: 'nobody knows what became of a message of a run, and the run goes on as if all were well',
    query: sql`
      select m.id as what from messages m
      join automation_runs r on r.workspace_id = m.workspace_id and r.id = m.run_id
      where m.state = 'unknown' and r.state = 'done'`,
  },
  {
    name: 'listener_astray',
    says: 'an automation that is off listens to events, or one that is on does not',
    query: sql`
      select l.automation_id as what from automation_listeners l
      join automations a on a.workspace_id = l.workspace_id and a.id = l.automation_id
      where not a.is_on or a.deleted_at is not null
      union all
      select a.id from automations a
      join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
      where a.is_on and a.deleted_at is null
        and v.definition -> 'trigger' ->> 'kind' in ('contact_created', 'status_changed', 'origin_changed',
          'owner_changed', 'message_received', 'group_joined', 'group_left')
        and not exists (
          select from automation_listeners l where l.workspace_id = a.workspace_id and l.automation_id = a.id)`,
  },
  {
    name: 'inbox_stuck',
    says: 'something that happened has been due for an hour and was not held against the automations',
    query: sql`select i.id as what from automation_inbox i where i.due_at < now() - interval '1 hour'`,
  },
];

export const AUTOMATION_SEARCHES: Search[] = [
  {
    name: 'automation_unreadable',
    says: 'what an automation does cannot be read, so it does nothing',
    find: async (tx) => {
      const rows = await tx.execute<{ id: string; definition: unknown }>(sql`
        select a.id, v.definition from automations a
        left join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
        where a.deleted_at is null order by a.id`);
      return rows.filter(({ definition }) => !storedDefinition(definition)).map(({ id }) => Number(id));
    },
  },
];
