import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { localDay } from '#lib/dates.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { readAutomations } from './read-automations.ts';
import { readCandidates } from './rehearsal-candidates.ts';
import type { Past } from './rehearsal-facts-rules.ts';
import { daysBetween } from './rehearsal-filters.ts';
import { readPasts } from './rehearsal-people.ts';
import { type RehearsalReport, reportOf } from './rehearsal-report-rules.ts';
import { needsOf, type Period, readStage } from './rehearsal-stage.ts';
import { startsOf } from './rehearsal-starts-rules.ts';
import { REHEARSED_DAYS, type Start } from './rehearsal-types.ts';
import { requireDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';

/** People whose history is held in memory at once; between these the process attends to others. */
const PEOPLE_AT_ONCE = 1_000;
const SECONDS_MAX = 60;

const rehearseInput = z.object({ id });

export type Rehearsed = {
  automation: { id: number; name: string; versionId: number; isOn: boolean; definition: Definition };
  from: Date;
  until: Date;
  /** There was more than can be gone through: it begins later than it should. */
  isCut: boolean;
  /** How many events, conversations or people were looked at. */
  events: number;
  /** People whose history it met and who are gone by now. */
  gone: number;
  /** Names of the automations that would have been set off. */
  names: Record<number, string>;
  report: RehearsalReport;
  starts: Start[];
};

/**
 * Replays the automation, as its newest version says, over what happened in the last 30 days: in a transaction that can change nothing, with the contacts
 * as they were at each moment, and with the templates, numbers, hours and other automations of now.
 * @throws `not_found`; `forbidden`.
 */
export async function rehearse(ctx: Ctx, input: unknown): Promise<Rehearsed> {
  authorize(ctx, 'automation.read');
  const { id: automationId } = parseInput(rehearseInput, input);
  return ctx.db.transaction(
    // The product's own eyes: an automation is nobody's "me", and sees every contact.
    async (tx) => replay({ ...ctx, db: tx, actor: { kind: 'system' } }, automationId),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function replay(ctx: Ctx, automationId: number): Promise<Rehearsed> {
  await ctx.db.execute(sql.raw(`set local statement_timeout = '${SECONDS_MAX}s'`));
  const automation = await readAutomation(ctx, automationId);
  const until = new Date();
  const asked = { from: new Date(until.getTime() - REHEARSED_DAYS * 86_400_000), until };
  const { definition } = automation;
  const { ids, events, from, isCut } = await readCandidates(ctx, definition.trigger, asked);
  const others = (await readAutomations(ctx)).filter(({ id: other }) => other !== automationId);
  const starts: Start[] = [];
  const period = { from, until };
  const met = await rehearseAll(ctx, { automation, listeners: [...others, automation], period, ids }, starts);
  const { timeZone } = ctx.workspace;
  const days = daysBetween(from, until, timeZone).map((day) => localDay(day, timeZone));
  return {
    automation,
    ...period,
    isCut,
    events,
    gone: ids.length - met,
    names: Object.fromEntries([...others, automation].map((one) => [one.id, one.name])),
    report: reportOf(starts, days, timeZone),
    starts,
  };
}

type Rehearsal = {
  automation: Rehearsed['automation'];
  listeners: { id: number; definition: Definition }[];
  period: Period;
  ids: readonly number[];
};

/** Returns how many of the people there are. */
async function rehearseAll(ctx: Ctx, rehearsal: Rehearsal, starts: Start[]): Promise<number> {
  const { automation, listeners, period, ids } = rehearsal;
  const { definition } = automation;
  const { stage, kinds } = await readStage(ctx, { definition, listeners, period });
  const needs = needsOf(definition, kinds, { from: period.from, automationId: automation.id });
  let met = 0;
  for await (const pasts of readAhead(ids, (some) => readPasts(ctx, some, needs))) {
    met += pasts.length;
    for (const past of pasts) starts.push(...startsOf(definition, past, stage));
  }
  return met;
}

/** Some at a time, the next of them being read while these are worked on. */
async function* readAhead(ids: readonly number[], read: (ids: number[]) => Promise<Past[]>) {
  const ask = (place: number) => {
    const reading = place < ids.length ? read(ids.slice(place, place + PEOPLE_AT_ONCE)) : null;
    // Whoever waits for it is told; until then it is nobody's.
    reading?.catch(() => {});
    return reading;
  };
  let next = ask(0);
  for (let place = PEOPLE_AT_ONCE; next; place += PEOPLE_AT_ONCE) {
    const pasts = await next;
    next = ask(place);
    yield pasts;
  }
}

async function readAutomation(ctx: Ctx, automationId: number): Promise<Rehearsed['automation']> {
  const [row] = await ctx.db
    .select({
      id: automations.id,
      name: automations.name,
      isOn: automations.isOn,
      versionId: automationVersions.id,
      definition: automationVersions.definition,
    })
    .from(automations)
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.workspaceId, automations.workspaceId),
        eq(automationVersions.id, automations.versionId),
      ),
    )
    .where(
      and(
        eq(automations.workspaceId, ctx.workspace.id),
        eq(automations.id, automationId),
        isNull(automations.deletedAt),
      ),
    );
  if (!row) throw notFound();
  return { ...row, definition: requireDefinition(row.definition) };
}
