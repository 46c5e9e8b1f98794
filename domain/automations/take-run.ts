import { type SQL, sql } from 'drizzle-orm';
import type { RunState, RunStepState, RunWait } from '#db/automation-values.ts';
import type { Db } from '#db/client.ts';
import { survivorOf } from '../contacts/lineage.ts';
import type { Ctx } from '../ctx.ts';

export type Due = { workspaceId: number; automationId: number; id: number };

/** So many are looked at together. */
const BATCH = 50;
/** Of one automation, where there are more than that. */
const SHARE = 5;
/** A step whose locks or statements take longer gives its place to others, and is tried again. */
const LOCK_TIMEOUT = '5s';
const STATEMENT_TIMEOUT = '20s';

type DueRow = { workspace_id: string; automation_id: string; id: string };

/**
 * Runs that are due, of all workspaces, without those of the automations in `busy`: the oldest, and where there are many, some of each automation, so that
 * none keeps the others waiting. Nothing is locked yet.
 */
export async function findDue(
  db: Db,
  busy: readonly Pick<Due, 'workspaceId' | 'automationId'>[],
): Promise<Due[]> {
  const isFree = (alias: SQL, id: SQL) =>
    sql`(${alias}.workspace_id, ${id}) not in (
      select * from unnest(${sql.param(busy.map(({ workspaceId }) => workspaceId))}::bigint[],
        ${sql.param(busy.map(({ automationId }) => automationId))}::bigint[]))`;
  const isDue = sql`r.state in ('running', 'waiting') and r.wake_at <= now()`;
  const oldest = await db.execute<DueRow>(sql`
    select r.workspace_id, r.automation_id, r.id from automation_runs r
    where ${isDue} and ${isFree(sql`r`, sql`r.automation_id`)}
    order by r.wake_at, r.id limit ${BATCH}`);
  if (oldest.length < BATCH) return oldest.map(toDue);
  const some = await db.execute<DueRow>(sql`
    select due.workspace_id, due.automation_id, due.id
    from automations a
    cross join lateral (
      select r.workspace_id, r.automation_id, r.id, r.wake_at, row_number() over (order by r.wake_at, r.id) as place
      from automation_runs r
      where r.workspace_id = a.workspace_id and r.automation_id = a.id and ${isDue}
      order by r.wake_at, r.id limit ${SHARE}
    ) as due
    where ${isFree(sql`a`, sql`a.id`)}
    order by due.place, due.wake_at, due.id limit ${BATCH}`);
  return some.map(toDue);
}

const toDue = (row: DueRow): Due => ({
  workspaceId: Number(row.workspace_id),
  automationId: Number(row.automation_id),
  id: Number(row.id),
});

/** A run as it stands, with the last row of its trail; numbers as such. */
export type Run = {
  id: number;
  automationId: number;
  versionId: number;
  contactId: number;
  eventId: number | null;
  state: RunState;
  nextStep: string | null;
  stepTotal: number;
  waitsFor: RunWait | null;
  waitsId: number | null;
  waitsSince: Date | null;
  answeredAt: Date | null;
  attempts: number;
  startedAt: Date;
  /** By the clock of the database, which says what is due. */
  now: Date;
  automationName: string;
  createdBy: number | null;
  trail: { place: number; stepKey: string; state: RunStepState; attempts: number; input: unknown } | null;
  /** How its contact stands. */
  contact: 'active' | 'inactive' | 'gone';
};

type RunRow = Omit<Run, 'contact' | 'trail'> & { trail: Run['trail']; isActive: boolean | null };

/** Locks a run that is due and free until the transaction ends; null: somebody else has it, or has had it. Its contact may have become another one. */
export async function takeRun(tx: Ctx, id: number): Promise<Run | null> {
  const [row] = await tx.db.execute<RunRow>(sql`
    select r.id, r.automation_id as "automationId", r.version_id as "versionId", r.contact_id as "contactId",
      r.event_id as "eventId", r.state, r.next_step as "nextStep", r.step_total as "stepTotal", r.waits_for as "waitsFor",
      r.waits_id as "waitsId", r.waits_since as "waitsSince", r.answered_at as "answeredAt", r.attempts,
      r.started_at as "startedAt", clock_timestamp() as now, a.name as "automationName", a.created_by as "createdBy", c.is_active as "isActive",
      case when s.place is null then null else jsonb_build_object(
        'place', s.place, 'stepKey', s.step_key, 'state', s.state, 'attempts', s.attempts, 'input', s.input) end as trail,
      set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)
    from automation_runs r
    join automations a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    left join automation_run_steps s
      on s.workspace_id = r.workspace_id and s.run_id = r.id and s.place = r.step_total
    left join contacts c on c.workspace_id = r.workspace_id and c.id = r.contact_id
    where r.workspace_id = ${tx.workspace.id} and r.id = ${id} and r.state in ('running', 'waiting')
      and r.wake_at <= clock_timestamp()
    for no key update of r skip locked`);
  if (!row) return null;
  const run = read(row);
  return run.contact === 'gone' ? followed(tx, run) : run;
}

function read({ isActive, ...row }: RunRow): Run {
  const date = (value: Date | string | null) => (value === null ? null : new Date(value));
  const number = (value: number | null) => (value === null ? null : Number(value));
  return {
    id: Number(row.id),
    automationId: Number(row.automationId),
    versionId: Number(row.versionId),
    contactId: Number(row.contactId),
    eventId: number(row.eventId),
    state: row.state,
    nextStep: row.nextStep,
    stepTotal: row.stepTotal,
    waitsFor: row.waitsFor,
    waitsId: number(row.waitsId),
    waitsSince: date(row.waitsSince),
    answeredAt: date(row.answeredAt),
    attempts: row.attempts,
    startedAt: new Date(row.startedAt),
    now: new Date(row.now),
    automationName: row.automationName,
    createdBy: number(row.createdBy),
    trail: row.trail,
    contact: isActive === null ? 'gone' : isActive ? 'active' : 'inactive',
  };
}

/** A run goes on with whom its contact was merged into. */
async function followed(tx: Ctx, run: Run): Promise<Run> {
  const survivor = await survivorOf(tx, run.contactId);
  if (survivor === null) return run;
  const [row] = await tx.db.execute<{ isActive: boolean }>(sql`
    with moved as (
      update automation_runs set contact_id = ${survivor} where workspace_id = ${tx.workspace.id} and id = ${run.id})
    select is_active as "isActive" from contacts where workspace_id = ${tx.workspace.id} and id = ${survivor}`);
  if (!row) return run;
  return { ...run, contactId: survivor, contact: row.isActive ? 'active' : 'inactive' };
}
