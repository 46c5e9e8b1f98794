import { sql } from 'drizzle-orm';
import type { MissReason } from '#db/automation-values.ts';
import type { Check } from '../contacts/check.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { Ctx } from '../ctx.ts';
import type { ForeseenEntry } from './foresee-types.ts';
import { type LiveAutomation, readAutomations } from './read-automations.ts';
import { fitsChange, whyKeptOut } from './rehearsal-chain-rules.ts';
import { factsAt, type Past } from './rehearsal-facts-rules.ts';
import type { Needs } from './rehearsal-people.ts';
import { needsOf, readStage } from './rehearsal-stage.ts';
import type { Stage } from './rehearsal-starts-rules.ts';
import type { Walk } from './rehearsal-types.ts';
import { type Change, walkSteps } from './rehearsal-walk-rules.ts';
import { allSteps } from './step-rules.ts';
import type { Happening } from './trigger-rules.ts';

/** Somebody to whom something is about to happen. */
export type Expected = {
  past: Past;
  /** Nobody knew them before. */
  isNew: boolean;
  change: Change;
  /** What triggers will be told of it; none of these: only saved filters may notice. */
  happenings: (before: HeldFacts, after: HeldFacts) => readonly Happening[];
};

/** Those to whom it happens, some at a time; of each as much is read as `needs` says. `at`: when it happens. */
export type Comers = (ctx: Ctx, needs: Needs, at: number) => AsyncIterable<readonly Expected[]>;

/**
 * What the automations that are on would do should something happen now; nothing is changed, and all of it is of one moment. `wants`: what has to be known of
 * people whatever the automations ask. For callers that have authorised.
 */
export async function foreseeAll(
  ctx: Ctx,
  wants: Pick<Needs, 'hasGroups' | 'hasAnswers'>,
  comers: Comers,
): Promise<{ lookedAt: number; automations: ForeseenEntry[] }> {
  return ctx.db.transaction((tx) => lookAhead({ ...ctx, db: tx, actor: { kind: 'system' } }, wants, comers), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

async function lookAhead(ctx: Ctx, wants: Pick<Needs, 'hasGroups' | 'hasAnswers'>, comers: Comers) {
  const automations = await readAutomations(ctx);
  const [first] = automations;
  if (!first) return { lookedAt: 0, automations: [] };
  const now = new Date();
  const { stage, kinds } = await readStage(ctx, {
    definition: first.definition,
    listeners: automations,
    period: { from: now, until: now },
  });
  const found = new Map<number, ForeseenEntry>();
  let lookedAt = 0;
  for await (const part of comers(ctx, needsOfAll(automations, kinds, now, wants), now.getTime())) {
    lookedAt += part.length;
    const judged = part.flatMap((one) => judge(one, automations, stage));
    for (const one of await withRepeats(ctx, automations, judged)) count(found, one, stage);
  }
  const byNumber = (a: ForeseenEntry, b: ForeseenEntry) => b.contacts - a.contacts || a.id - b.id;
  return { lookedAt, automations: [...found.values()].toSorted(byNumber) };
}

/** All that any of the automations looks at. */
function needsOfAll(
  automations: readonly LiveAutomation[],
  kinds: ReadonlySet<Check['kind']>,
  from: Date,
  wants: Pick<Needs, 'hasGroups' | 'hasAnswers'>,
): Needs {
  const all = automations.map(({ id, definition }) => needsOf(definition, kinds, { from, automationId: id }));
  const some = (has: (needs: Needs) => boolean) => all.some(has);
  return {
    from,
    messagesFrom: new Date(from.getTime() - 25 * 3_600_000),
    automationId: null,
    kinds: [],
    hasTexts: some((needs) => needs.hasTexts),
    hasMessages: some((needs) => needs.hasMessages),
    hasWords: false,
    hasGroups: some((needs) => needs.hasGroups) || wants.hasGroups,
    hasAnswers: some((needs) => needs.hasAnswers) || wants.hasAnswers,
    hasConsents: some((needs) => needs.hasConsents),
    hasImports: some((needs) => needs.hasImports),
    hasStays: some((needs) => needs.hasStays),
    hasTouches: some((needs) => needs.hasTouches),
  };
}

type Judged = { automation: LiveAutomation; one: Expected; missed: MissReason | null };

/** The automations whose trigger fits what happens to somebody, and why some let them in no further. */
function judge(one: Expected, automations: readonly LiveAutomation[], stage: Stage): Judged[] {
  const at = stage.until;
  const before = factsAt(one.past, at);
  const after = one.change(before);
  if (after === before && !one.isNew) return [];
  const told = one.happenings(before, after);
  const effects = (told.length > 0 ? told : [null]).map((happening) => ({
    happening,
    at,
    before: one.isNew ? null : before,
    after,
  }));
  return automations
    .filter(({ definition }) => effects.some((effect) => fitsChange(definition.trigger, effect, stage)))
    .map((automation) => ({
      automation,
      one,
      missed: whyKeptOut(automation.definition.conditions, { after, at }, stage),
    }));
}

async function withRepeats(
  ctx: Ctx,
  automations: readonly LiveAutomation[],
  judged: readonly Judged[],
): Promise<Judged[]> {
  const out = new Set<string>();
  for (const { id, definition } of automations) {
    const { repeat, repeatDays } = definition.conditions;
    const entering = judged.filter((of) => of.automation.id === id && of.missed === null && !of.one.isNew);
    if (repeat === 'always' || entering.length === 0) continue;
    const ids = entering.map(({ one }) => one.past.contactId);
    const rows = await ctx.db.execute<{ contactId: string }>(sql`
      select distinct contact_id as "contactId" from automation_runs
      where workspace_id = ${ctx.workspace.id} and automation_id = ${id} and contact_id = any(${`{${ids.join(',')}}`}::bigint[])
        and started_at > ${repeat === 'once' ? sql`'-infinity'` : sql`now() - make_interval(days => ${repeatDays ?? 0})`}`);
    for (const { contactId } of rows) out.add(`${id} ${contactId}`);
  }
  return judged.map((of) =>
    !of.one.isNew && out.has(`${of.automation.id} ${of.one.past.contactId}`)
      ? { ...of, missed: of.missed ?? 'repeat' }
      : of,
  );
}

function count(found: Map<number, ForeseenEntry>, { automation, one, missed }: Judged, stage: Stage): void {
  const { id, name, definition } = automation;
  const known = found.get(id) ?? { id, name, contacts: 0, sends: {}, later: 0, missed: {} };
  found.set(id, known);
  if (missed) {
    known.missed[missed] = (known.missed[missed] ?? 0) + 1;
    return;
  }
  const walk = walkSteps(definition.steps, one.past, stage.until, stage, [one.change]);
  known.contacts += 1;
  for (const { send } of walk.trail) if (send) known.sends[send] = (known.sends[send] ?? 0) + 1;
  if (walk.end === 'waiting' && hasMessageAfter(automation, walk)) known.later += 1;
}

/** Whether some message stands behind the wait at which a walk ends. */
function hasMessageAfter({ definition }: LiveAutomation, { trail }: Walk): boolean {
  const steps = allSteps(definition.steps);
  const place = steps.findIndex(({ key }) => key === trail.at(-1)?.key);
  return steps.slice(place + 1).some(({ kind }) => kind === 'send');
}
