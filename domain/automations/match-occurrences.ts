import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import {
  checkConditions,
  type Prepared,
  prepareConditions,
  repeated,
  type Verdict,
} from './check-conditions.ts';
import { type LiveAutomation, readAutomations } from './read-automations.ts';
import { findOutdated, type Occurrence, readOccurrences } from './read-occurrences.ts';
import { type Looped, reportLoops } from './report-loops.ts';
import { noteSegmentMoves, type SegmentMove } from './segment-watch.ts';
import { type Start, startRuns } from './start-runs.ts';
import { fitsTrigger, isSegmentTrigger } from './trigger-rules.ts';
import { MAX_HOPS } from './types.ts';

type Miss = { automation: LiveAutomation; occurrence: Occurrence } & NonNullable<Verdict>;

/** Whether a contact may enter automations at all. */
type Presence = Map<number, { isActive: boolean }>;

/**
 * Holds rows of the inbox against the automations that are on, inside the caller's transaction: each one that fits becomes a run, or a miss that says why
 * not. For the matcher.
 */
export async function matchOccurrences(
  ctx: Ctx,
  { eventRows, clockRows }: { eventRows: number[]; clockRows: number[] },
): Promise<void> {
  if (eventRows.length + clockRows.length === 0) return;
  const automations = await readAutomations(ctx);
  const occurrences = await readCurrent(ctx, eventRows, clockRows);
  await addSegmentMoves(ctx, automations, occurrences);
  const fitting = automations
    .map((automation) => ({ automation, occurrences: occurrences.filter((one) => isFor(automation, one)) }))
    .filter(({ occurrences: own }) => own.length > 0);
  if (fitting.length === 0) return;
  const now = new Date();
  const presence = await readPresence(
    ctx,
    fitting.flatMap((one) => one.occurrences),
  );
  const prepared = await prepareConditions(
    ctx,
    fitting.map(({ automation }) => ({
      automationId: automation.id,
      conditions: automation.definition.conditions,
    })),
    now,
  );
  const starts: Start[] = [];
  const misses: Miss[] = [];
  for (const one of fitting) {
    const decided = await decide(ctx, one, { presence, prepared, now });
    starts.push(...decided.starts);
    misses.push(...decided.misses);
  }
  await startRuns(ctx, starts);
  await writeMisses(ctx, misses);
  await reportLoops(ctx, misses.filter(({ reason }) => reason === 'too_many_hops').map(toLooped));
}

async function readCurrent(ctx: Ctx, eventRows: number[], clockRows: number[]): Promise<Occurrence[]> {
  const outdated = await findOutdated(ctx, clockRows);
  return readOccurrences(ctx, [...eventRows, ...clockRows.filter((id) => !outdated.has(id))]);
}

/** Who joined or left a segment did so by the last thing that happened to them. */
async function addSegmentMoves(
  ctx: Ctx,
  automations: LiveAutomation[],
  occurrences: Occurrence[],
): Promise<void> {
  if (!automations.some(({ definition }) => isSegmentTrigger(definition.trigger))) return;
  const last = new Map(
    occurrences.filter(({ eventId }) => eventId !== null).map((one) => [one.contactId, one]),
  );
  const moves: SegmentMove[] = await noteSegmentMoves(ctx, [...last.keys()]);
  for (const { contactId, is, segmentId } of moves) last.get(contactId)?.happenings.push({ is, segmentId });
}

function isFor(
  { id, onSince, definition }: LiveAutomation,
  { automationId, at, happenings }: Occurrence,
): boolean {
  if (automationId !== null && automationId !== id) return false;
  return at >= onSince && happenings.some((happening) => fitsTrigger(definition.trigger, happening));
}

async function readPresence(ctx: Ctx, occurrences: Occurrence[]): Promise<Presence> {
  const ids = [...new Set(occurrences.map(({ contactId }) => contactId))];
  const rows = await ctx.db.execute<{ id: string; is_active: boolean }>(sql`
    select id, is_active from contacts
    where workspace_id = ${ctx.workspace.id} and id = any(${sql.param(ids)}::bigint[])`);
  return new Map([...rows].map((row) => [Number(row.id), { isActive: row.is_active }]));
}

async function decide(
  ctx: Ctx,
  { automation, occurrences }: { automation: LiveAutomation; occurrences: Occurrence[] },
  { presence, prepared, now }: { presence: Presence; prepared: Prepared; now: Date },
): Promise<{ starts: Start[]; misses: Miss[] }> {
  const { conditions } = automation.definition;
  const asked = occurrences.filter((one) => refusedAtOnce(one, presence) === null);
  const contactIds = [...new Set(asked.map(({ contactId }) => contactId))];
  const verdicts =
    contactIds.length === 0
      ? new Map<number, Verdict>()
      : await checkConditions(ctx, { automationId: automation.id, conditions, contactIds, now }, prepared);
  const starts: Start[] = [];
  const misses: Miss[] = [];
  const entering = new Set<number>();
  for (const occurrence of occurrences) {
    const { contactId } = occurrence;
    const isSecond = conditions.repeat !== 'always' && entering.has(contactId);
    const verdict =
      refusedAtOnce(occurrence, presence) ??
      verdicts.get(contactId) ??
      (isSecond ? repeated(conditions, null) : null);
    if (verdict) misses.push({ automation, occurrence, ...verdict });
    else starts.push(toStart(automation, occurrence));
    entering.add(contactId);
  }
  return { starts, misses };
}

function refusedAtOnce(
  { contactId, hops, causeRunId, isCalledOff }: Occurrence,
  presence: Presence,
): Verdict {
  if (isCalledOff) return { reason: 'cancelled', detail: {} };
  const contact = presence.get(contactId);
  if (!contact) return { reason: 'gone', detail: {} };
  if (!contact.isActive) return { reason: 'inactive', detail: {} };
  return hops > MAX_HOPS ? { reason: 'too_many_hops', detail: { hops, causeRunId } } : null;
}

function toStart({ id, versionId }: LiveAutomation, occurrence: Occurrence): Start {
  const { contactId, source, eventId, causeRunId, hops, bulkId, importId } = occurrence;
  return { automationId: id, versionId, contactId, source, eventId, causeRunId, hops, bulkId, importId };
}

function toLooped({ automation, occurrence }: Miss): Looped {
  return { automationId: automation.id, contactId: occurrence.contactId, causeRunId: occurrence.causeRunId };
}

async function writeMisses(ctx: Ctx, misses: Miss[]): Promise<void> {
  if (misses.length === 0) return;
  const rows = misses.map(({ automation, occurrence, reason, detail }) => ({
    automation_id: automation.id,
    source: occurrence.source,
    version_id: automation.versionId,
    contact_id: occurrence.contactId,
    event_id: occurrence.eventId,
    reason,
    detail,
  }));
  await ctx.db.execute(sql`
    insert into automation_misses (workspace_id, automation_id, source, version_id, contact_id, event_id, reason, detail)
    select ${ctx.workspace.id}, m.automation_id, m.source, m.version_id, m.contact_id, m.event_id, m.reason, m.detail
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (automation_id bigint, source text, version_id bigint,
      contact_id bigint, event_id bigint, reason text, detail jsonb)
    order by m.automation_id, m.source
    on conflict do nothing`);
}
