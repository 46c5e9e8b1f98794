import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { RunReason, RunState, RunStepState, RunWait, StepKind } from '#db/automation-values.ts';
import { automationRunSteps, automationRuns } from '#db/schema/automation-runs.ts';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { messages } from '#db/schema/conversations.ts';
import type { MessageState } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { type Names, readNames } from '../names.ts';

export type Facts = Record<string, unknown>;

/** One step in a run's trail. `message`: where the message that it wrote stands by now. */
export type TrailStep = {
  place: number;
  kind: StepKind;
  state: RunStepState;
  attempts: number;
  input: Facts;
  output: Facts;
  error: Facts | null;
  startedAt: Date;
  finishedAt: Date | null;
  message: MessageState | null;
};

/** Another run of the chain. */
export type RelatedRun = { id: number; automationId: number; automationName: string };

export type RunDetail = {
  id: number;
  automationId: number;
  state: RunState;
  reason: RunReason | null;
  waitsFor: RunWait | null;
  wakeAt: Date;
  startedAt: Date;
  finishedAt: Date | null;
  hops: number;
  versionNumber: number;
  contact: { id: number; name: string } | null;
  trail: TrailStep[];
  /** The run that did what set this one off, and those that this one set off. */
  cause: RelatedRun | null;
  effects: RelatedRun[];
};

const EFFECTS_SHOWN = 20;

/** A run of an automation with all that it has done. @throws `not_found`; `forbidden`. */
export async function getRun(
  ctx: Ctx,
  { automationId, id }: { automationId: number; id: number },
): Promise<{ run: RunDetail; names: Names }> {
  authorize(ctx, 'automation.read');
  const [row] = await ctx.db
    .select({
      run: automationRuns,
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
    .where(
      and(
        eq(automationRuns.workspaceId, ctx.workspace.id),
        eq(automationRuns.automationId, automationId),
        eq(automationRuns.id, id),
      ),
    );
  if (!row) throw notFound();
  const { run, versionNumber, contactId, contactName } = row;
  const [trail, cause, effects, names] = await Promise.all([
    readTrail(ctx, id),
    run.causeRunId === null ? [] : readRelated(ctx, sql`r.id = ${run.causeRunId}`),
    readRelated(ctx, sql`r.cause_run_id = ${id}`),
    readNames(ctx),
  ]);
  const { state, reason, waitsFor, wakeAt, startedAt, finishedAt, hops } = run;
  const contact = contactId === null ? null : { id: contactId, name: contactName ?? '' };
  return {
    run: {
      ...{ id, automationId, state, reason, waitsFor, wakeAt, startedAt, finishedAt, hops },
      ...{ versionNumber, contact, trail, cause: cause[0] ?? null, effects },
    },
    names,
  };
}

async function readTrail(ctx: Ctx, runId: number): Promise<TrailStep[]> {
  const rows = await ctx.db
    .select()
    .from(automationRunSteps)
    .where(and(eq(automationRunSteps.workspaceId, ctx.workspace.id), eq(automationRunSteps.runId, runId)))
    .orderBy(asc(automationRunSteps.place));
  const states = await readStates(
    ctx,
    rows.flatMap(({ output }) => messageIdOf(factsOf(output)) ?? []),
  );
  return rows.map(({ place, kind, state, attempts, input, output, error, startedAt, finishedAt }) => ({
    ...{ place, kind, state, attempts, startedAt, finishedAt },
    input: factsOf(input),
    output: factsOf(output),
    error: error === null ? null : factsOf(error),
    message: states.get(messageIdOf(factsOf(output)) ?? 0) ?? null,
  }));
}

async function readStates(ctx: Ctx, ids: number[]): Promise<Map<number, MessageState>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: messages.id, state: messages.state })
    .from(messages)
    .where(and(eq(messages.workspaceId, ctx.workspace.id), inArray(messages.id, ids)));
  return new Map(rows.map(({ id, state }) => [id, state]));
}

async function readRelated(ctx: Ctx, which: ReturnType<typeof sql>): Promise<RelatedRun[]> {
  const rows = await ctx.db.execute<{ id: string; automationId: string; automationName: string }>(sql`
    select r.id, r.automation_id as "automationId", a.name as "automationName"
    from automation_runs r join ${automations} a on a.workspace_id = r.workspace_id and a.id = r.automation_id
    where r.workspace_id = ${ctx.workspace.id} and ${which}
    order by r.id limit ${EFFECTS_SHOWN}`);
  return rows.map(({ id, automationId, automationName }) => ({
    id: Number(id),
    automationId: Number(automationId),
    automationName,
  }));
}

function factsOf(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function messageIdOf({ messageId }: Facts): number | null {
  return typeof messageId === 'number' ? messageId : null;
}
