import postgres from 'postgres';
import type { Accepted } from '../meta-stand-in/world.ts';
import { report } from '../support/progress.ts';

/** What must not be, each as a query that counts it. */
const NEVER: Readonly<Record<string, string>> = {
  'changes without their run': `
    select count(*)::int as total from contact_events e
    where e.kind = 'contact.status_changed' and e.actor_kind = 'api_key' and not exists (
      select from automation_runs r where r.workspace_id = e.workspace_id and r.source = 'event:' || e.id)`,
  'runs that are not over': `
    select count(*)::int as total from automation_runs where state in ('running', 'waiting')`,
  'runs that failed': `select count(*)::int as total from automation_runs where state = 'failed'`,
  'runs without their one message': `
    select count(*)::int as total from automation_runs r
    where (select count(*) from messages m where m.workspace_id = r.workspace_id and m.run_id = r.id) <> 1`,
  'contacts with more or fewer notes than their runs wrote': `
    select count(*)::int as total from contacts c
    where (length(c.notes) - length(replace(c.notes, 'A', '')), length(c.notes) - length(replace(c.notes, 'B', '')))
      is distinct from (
        select (count(*) filter (where s.step_key = 'before')::int, count(*) filter (where s.step_key = 'after')::int)
        from automation_runs r join automation_run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id
        where r.workspace_id = c.workspace_id and r.contact_id = c.id and s.kind = 'note' and s.state = 'done')
      and exists (select from automation_runs r where r.workspace_id = c.workspace_id and r.contact_id = c.id)`,
  'messages whose end nobody knows, and nobody is shown': `
    select count(*)::int as total from messages m
    where m.state = 'unknown' and not exists (
      select from automation_runs r
      join automation_run_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id and s.place = r.step_total
      where r.workspace_id = m.workspace_id and r.id = m.run_id and r.state = 'stopped' and r.reason = 'outcome_unknown'
        and s.state = 'unknown')`,
  'messages that were neither sent nor told of': `
    select count(*)::int as total from messages where run_id is not null and state in ('queued', 'sending', 'cancelled', 'failed')`,
};

/** Compares what runs did with what changed, and with what Meta accepted. */
export async function judgeAutomations(url: string, accepted: readonly Accepted[]): Promise<string[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const complaints: string[] = [];
    for (const [what, query] of Object.entries(NEVER)) {
      const [row] = await sql.unsafe<{ total: number }[]>(query);
      if (row && row.total > 0) complaints.push(`${what}: ${row.total}`);
    }
    const rows = await sql<{ callback: string | null; state: string }[]>`
      select callback_id as callback, state from messages where run_id is not null`;
    complaints.push(...compare(rows, accepted));
    const [runs] = await sql<{ total: number; unknown: number }[]>`
      select count(*)::int as total, count(*) filter (where reason = 'outcome_unknown')::int as unknown from automation_runs`;
    report(`  ${runs?.total} runs, ${runs?.unknown} of them with a message whose end nobody knows`);
    return complaints;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function compare(
  rows: readonly { callback: string | null; state: string }[],
  accepted: readonly Accepted[],
): string[] {
  const times = new Map<string, number>();
  for (const { callbackData } of accepted)
    if (callbackData) times.set(callbackData, (times.get(callbackData) ?? 0) + 1);
  const complaints: string[] = [];
  const twice = [...times.values()].filter((count) => count > 1).length;
  if (twice > 0) complaints.push(`messages that Meta got twice: ${twice}`);
  const known = new Map(rows.map(({ callback, state }) => [callback ?? '', state]));
  const lost = rows.filter(
    ({ callback, state }) => state === 'accepted' && !times.has(callback ?? ''),
  ).length;
  if (lost > 0) complaints.push(`messages told as sent that Meta never got: ${lost}`);
  const untold = [...times.keys()].filter(
    (callback) => !['accepted', 'unknown'].includes(known.get(callback) ?? ''),
  );
  if (untold.length > 0) complaints.push(`messages that Meta got and nobody is told of: ${untold.length}`);
  return complaints;
}
