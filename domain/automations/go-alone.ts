import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import { firstSource } from './run-rules.ts';

/**
 * Sees to it that of the runs that one thing set off, none goes on beside the one that whoever calls lets go on: those that would have, once it is known what
 * became of their message, do not any more. Returns the number of the last one, of which earlier ones may be gone. The automation is locked
 * (`lockAutomationOf`).
 *
 * @param contactIds whom the runs are about: the contact of then, and who that is by now
 * @throws `stale`: one of them is under way.
 */
export async function goAlone(
  tx: Ctx,
  { automationId, source, contactIds }: { automationId: number; source: string; contactIds: number[] },
): Promise<number> {
  const first = firstSource(source);
  const isAnother = sql`workspace_id = ${tx.workspace.id} and automation_id = ${automationId}
    and contact_id = any(${sql.param(contactIds)}::bigint[])
    and (source = ${first} or starts_with(source, ${`${first}~`}))`;
  // Before they are counted: one that goes on in this moment is waited for, and is under way then.
  await tx.db.execute(sql`
    update automation_runs set waits_for = null, waits_id = null
    where ${isAnother} and state = 'stopped' and waits_for is not null`);
  const [found] = await tx.db.execute<{ underWay: number; last: number | null }>(sql`
    select max(coalesce(substring(source from '~([0-9]+)$')::int, 1)) as last, count(*) filter (where state in ('running', 'waiting'))::int as "underWay"
    from automation_runs where ${isAnother}`);
  if (!found || found.underWay > 0) throw new DomainError('stale');
  return found.last ?? 1;
}
