import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { type Offered, problemsIn } from './rules.ts';
import { RUNS_COUNTED } from './run-counts.ts';
import { storedDefinition } from './stored-definition.ts';
import type { Trigger } from './types.ts';

export type ListedAutomation = {
  id: number;
  name: string;
  version: number;
  isOn: boolean;
  /** Null: what it does cannot be read, so it does nothing, whatever it was switched to. */
  trigger: Trigger | null;
  stepTotal: number;
  lastRunAt: Date | null;
  /** Of the last seven days. */
  runTotal: number;
  failedTotal: number;
  insideTotal: number;
  /** On, and something that it names is gone. */
  isBroken: boolean;
};

type Row = {
  id: string;
  name: string;
  version: number;
  is_on: boolean;
  definition: unknown;
  last_run_at: string | null;
  runs: number;
  failed: number;
  inside: number;
};

/** All automations by name, with the runs and failures of the last seven days. `offered`: what they may name. @throws `forbidden`. */
export async function listAutomations(ctx: Ctx, offered: Offered): Promise<ListedAutomation[]> {
  authorize(ctx, 'automation.read');
  const w = ctx.workspace.id;
  const counted = (which: string) => sql`(select count(*)::int from (
    select 1 from automation_runs r where r.workspace_id = a.workspace_id and r.automation_id = a.id and ${sql.raw(which)}
    limit ${RUNS_COUNTED + 1}) counted)`;
  const thisWeek = `r.started_at > now() - interval '7 days'`;
  const rows = await ctx.db.execute<Row>(sql`
    select a.id, a.name, a.version, a.is_on, a.last_run_at, v.definition,
      ${counted(thisWeek)} as runs,
      ${counted(`r.state = 'failed' and ${thisWeek}`)} as failed,
      ${counted(`r.state in ('running', 'waiting')`)} as inside
    from automations a join automation_versions v on v.workspace_id = a.workspace_id and v.id = a.version_id
    where a.workspace_id = ${w} and a.deleted_at is null
    order by a.name collate "pt-BR-x-icu", a.id`);
  return [...rows].map((row) => {
    const definition = storedDefinition(row.definition);
    return {
      id: Number(row.id),
      name: row.name,
      version: row.version,
      isOn: row.is_on && definition !== null,
      trigger: definition?.trigger ?? null,
      stepTotal: definition?.steps.length ?? 0,
      lastRunAt: row.last_run_at === null ? null : new Date(row.last_run_at),
      runTotal: row.runs,
      failedTotal: row.failed,
      insideTotal: row.inside,
      isBroken: row.is_on && definition !== null && problemsIn(definition, offered).length > 0,
    };
  });
}
