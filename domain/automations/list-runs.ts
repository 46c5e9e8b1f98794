import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { RunReason, RunState, RunWait } from '#db/automation-values.ts';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { automationVersions } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { parseDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { RUNS_COUNTED } from './run-counts.ts';
import type { RunsFilter } from './runs-filter.ts';

const RUNS_PER_PAGE = 50;

/** One run in the list. `contact` null: it is in the trash, or gone. */
export type RunEntry = {
  id: number;
  state: RunState;
  reason: RunReason | null;
  waitsFor: RunWait | null;
  wakeAt: Date;
  startedAt: Date;
  finishedAt: Date | null;
  stepTotal: number;
  /** Of the version that it does. */
  versionNumber: number;
  contact: { id: number; name: string } | null;
};

type Asked = { automationId: number; filter: RunsFilter; after: string | null };

/**
 * One page of an automation's runs, newest first.
 * @throws `invalid` (cursor: invalid) for a forged cursor; `forbidden`.
 */
export async function listRuns(
  ctx: Ctx,
  { automationId, filter, after }: Asked,
): Promise<{ entries: RunEntry[]; next: string | null }> {
  authorize(ctx, 'automation.read');
  const { id, state, reason, waitsFor, wakeAt, startedAt, finishedAt, stepTotal } = automationRuns;
  const rows = await ctx.db
    .select({
      ...{ id, state, reason, waitsFor, wakeAt, startedAt, finishedAt, stepTotal },
      versionNumber: automationVersions.number,
      contactId: contacts.id,
      contactName: contacts.name,
    })
    .from(automationRuns)
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.workspaceId, automationRuns.workspaceId),
        eq(automationVersions.id, automationRuns.versionId),
      ),
    )
    .leftJoin(
      contacts,
      and(eq(contacts.workspaceId, automationRuns.workspaceId), eq(contacts.id, automationRuns.contactId)),
    )
    .where(and(runsWhere(ctx, automationId, filter), afterCursor(after)))
    .orderBy(desc(startedAt), desc(id))
    .limit(RUNS_PER_PAGE + 1);
  const entries = rows.slice(0, RUNS_PER_PAGE).map(({ contactId, contactName, ...row }) => ({
    ...row,
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
  }));
  const last = entries.at(-1);
  const isMore = last !== undefined && rows.length > RUNS_PER_PAGE;
  return { entries, next: isMore ? encodeCursor([last.startedAt.toISOString(), last.id]) : null };
}

/** How many of an automation's runs stand where, up to `RUNS_COUNTED + 1` each. @throws `forbidden`. */
export async function countRuns(ctx: Ctx, automationId: number): Promise<Record<RunState, number>> {
  authorize(ctx, 'automation.read');
  const rows = await ctx.db.execute<{ state: RunState; total: number }>(sql`
    select state, (
      select count(*)::int from (
        select from automation_runs r
        where r.workspace_id = ${ctx.workspace.id} and r.automation_id = ${automationId} and r.state = of.state
        limit ${RUNS_COUNTED + 1}
      ) as counted
    ) as total
    from unnest(array['running', 'waiting', 'done', 'stopped', 'failed', 'cancelled']) as of (state)`);
  const totals = { running: 0, waiting: 0, done: 0, stopped: 0, failed: 0, cancelled: 0 };
  for (const { state, total } of rows) totals[state] = total;
  return totals;
}

function runsWhere(ctx: Ctx, automationId: number, filter: RunsFilter): SQL | undefined {
  const { state, contactId } = filter;
  const { from, to } = periodOf(ctx, filter);
  return and(
    eq(automationRuns.workspaceId, ctx.workspace.id),
    eq(automationRuns.automationId, automationId),
    state === null ? undefined : eq(automationRuns.state, state),
    contactId === null ? undefined : eq(automationRuns.contactId, contactId),
    from === null ? undefined : gte(automationRuns.startedAt, from),
    to === null ? undefined : lt(automationRuns.startedAt, to),
  );
}

/** The days of a filter as instants: from (included) to (excluded). For siblings. */
export function periodOf(
  ctx: Ctx,
  { from, to }: Pick<RunsFilter, 'from' | 'to'>,
): { from: Date | null; to: Date | null } {
  const { timeZone } = ctx.workspace;
  const after = to === null ? null : new Date(Date.parse(`${to}T00:00:00Z`) + 24 * 3_600_000);
  return {
    from: parseDay(from, timeZone),
    to: after && parseDay(after.toISOString().slice(0, 10), timeZone),
  };
}

function afterCursor(after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const place = decodeCursor(after, ['date', 'number']);
  if (!place) throw invalidField('cursor', 'invalid');
  const { startedAt, id } = automationRuns;
  return sql`(${startedAt}, ${id}) < (${place[0]}::timestamptz, ${place[1]}::bigint)`;
}
