import { asc, eq, sql } from 'drizzle-orm';
import { automationRunSteps, automationRuns } from '#db/schema/automation-runs.ts';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { matchInbox } from '#domain/automations/match-inbox.ts';
import { startRuns } from '#domain/automations/start-runs.ts';
import type { Action, Branch, Definition, Step } from '#domain/automations/types.ts';
import { workRuns } from '#domain/automations/work-runs.ts';
import type { Ctx } from '#domain/ctx.ts';

let made = 0;

/** Steps with keys in the order in which they are written: `s1`, `s2` … */
export function steps(...actions: (Action | Branch)[]): Step[] {
  return actions.map((action, place) => ({ key: `s${place + 1}`, ...action }));
}

export function definitionOf(list: Step[]): Definition {
  return {
    trigger: { kind: 'status_changed', from: [], to: [] },
    conditions: { filter: '', hours: null, repeat: 'always', repeatDays: null },
    steps: list,
  };
}

export type Made = { automationId: number; versionId: number };

/** An automation that is on, put straight into the tables. */
export async function makeAutomation(ctx: Ctx, list: Step[], createdBy: number | null = null): Promise<Made> {
  const name = `Automação ${++made}`;
  const [automation] = await ctx.db
    .insert(automations)
    .values({
      workspaceId: ctx.workspace.id,
      name,
      nameKey: name.toLowerCase(),
      isOn: true,
      onSince: sql`now()`,
      createdBy,
    })
    .returning({ id: automations.id });
  if (!automation) throw new Error('no automation');
  return { automationId: automation.id, versionId: await addVersion(ctx, automation.id, list) };
}

/** The newest version of an automation from now on. */
export async function addVersion(ctx: Ctx, automationId: number, list: Step[]): Promise<number> {
  const [version] = await ctx.db
    .insert(automationVersions)
    .values({ workspaceId: ctx.workspace.id, automationId, number: ++made, definition: definitionOf(list) })
    .returning({ id: automationVersions.id });
  if (!version) throw new Error('no version');
  await ctx.db.update(automations).set({ versionId: version.id }).where(eq(automations.id, automationId));
  return version.id;
}

/** A run that has not begun. */
export async function startRun(ctx: Ctx, automation: Made, contactId: number, eventId: number | null = null) {
  const [run] = await startRuns(ctx, [
    {
      ...automation,
      contactId,
      source: `test:${++made}`,
      eventId,
      causeRunId: null,
      hops: 0,
      bulkId: null,
      importId: null,
    },
  ]);
  if (!run) throw new Error('no run');
  return run.id;
}

/** Works off what is due, until nothing is. */
export const workAll = (ctx: Ctx) =>
  workRuns(ctx.db as Parameters<typeof workRuns>[0], new AbortController().signal);

/** Holds what has happened against the automations, and works off what came of it. */
export async function matchAll(ctx: Ctx): Promise<void> {
  const { signal } = new AbortController();
  while ((await matchInbox(ctx.db as Parameters<typeof matchInbox>[0], signal)).isMore);
  await workAll(ctx);
}

export async function readRun(ctx: Ctx, id: number) {
  const [run] = await ctx.db.select().from(automationRuns).where(eq(automationRuns.id, id));
  if (!run) throw new Error('no run');
  return run;
}

export function readTrail(ctx: Ctx, runId: number) {
  return ctx.db
    .select()
    .from(automationRunSteps)
    .where(eq(automationRunSteps.runId, runId))
    .orderBy(asc(automationRunSteps.place));
}

/** Whatever the run waits for by time has come. */
export async function hasten(ctx: Ctx, runId: number): Promise<void> {
  await ctx.db
    .update(automationRunSteps)
    .set({ input: sql`coalesce(input, '{}') || jsonb_build_object('until', now() - interval '1 second')` })
    .where(sql`run_id = ${runId} and state = 'waiting' and kind = 'wait'`);
  await ctx.db
    .update(automationRuns)
    .set({ wakeAt: sql`now() - interval '1 second'` })
    .where(eq(automationRuns.id, runId));
}
