import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { Check } from '../contacts/check.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { Ctx } from '../ctx.ts';
import type { Foreseen, ForeseenAutomation } from './foresee-types.ts';
import { type LiveAutomation, readAutomations } from './read-automations.ts';
import { listenersOf } from './rehearsal-chain-rules.ts';
import { factsAt, type Past } from './rehearsal-facts-rules.ts';
import { type Needs, readPasts } from './rehearsal-people.ts';
import { needsOf, readStage } from './rehearsal-stage.ts';
import type { Stage } from './rehearsal-starts-rules.ts';
import type { Walk } from './rehearsal-types.ts';
import { type Change, type ChangingStep, changeOf, happeningOf, walkSteps } from './rehearsal-walk-rules.ts';
import { allSteps } from './step-rules.ts';

const PEOPLE_AT_ONCE = 1_000;
/** So many contacts are looked at. */
export const FORESEEN_MAX = 20_000;

/**
 * What the automations that are on would do now, should `step` be done to each of these contacts; nothing is changed. Of more than `FORESEEN_MAX` the first.
 * For callers that have checked that the contacts may be seen. @throws `forbidden`.
 */
export async function foresee(ctx: Ctx, ids: readonly number[], step: ChangingStep): Promise<Foreseen> {
  authorize(ctx, 'contact.bulk');
  const lookedAt = Math.min(ids.length, FORESEEN_MAX);
  const counts = await ctx.db.transaction(
    (tx) => foreseeAll({ ...ctx, db: tx, actor: { kind: 'system' } }, ids.slice(0, lookedAt), step),
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  return { lookedAt, automations: counts };
}

async function foreseeAll(ctx: Ctx, ids: number[], step: ChangingStep): Promise<ForeseenAutomation[]> {
  const automations = await readAutomations(ctx);
  if (automations.length === 0 || ids.length === 0) return [];
  const now = new Date();
  const [first] = automations;
  if (!first) return [];
  const { stage, kinds } = await readStage(ctx, {
    definition: first.definition,
    listeners: automations,
    period: { from: now, until: now },
  });
  const needs = needsOfAll(automations, kinds, now, step);
  const found = new Map<number, ForeseenAutomation>();
  for (let place = 0; place < ids.length; place += PEOPLE_AT_ONCE) {
    const pasts = await readPasts(ctx, ids.slice(place, place + PEOPLE_AT_ONCE), needs);
    const entering = await withoutRepeats(ctx, automations, enterers(pasts, step, { stage, automations }));
    for (const one of entering) count(found, one, stage);
  }
  return [...found.values()].toSorted((a, b) => b.contacts - a.contacts || a.id - b.id);
}

/** All that any of the automations looks at. */
function needsOfAll(
  automations: readonly LiveAutomation[],
  kinds: ReadonlySet<Check['kind']>,
  from: Date,
  step: ChangingStep,
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
    hasGroups: some((needs) => needs.hasGroups) || step.kind === 'group_add' || step.kind === 'group_remove',
    hasAnswers: some((needs) => needs.hasAnswers) || step.kind === 'field',
    hasConsents: some((needs) => needs.hasConsents),
    hasImports: some((needs) => needs.hasImports),
    hasStays: some((needs) => needs.hasStays),
    hasTouches: some((needs) => needs.hasTouches),
  };
}

type Entering = { automation: LiveAutomation; past: Past; change: Change };

/** Whom the change would let into which automation, those left out who are so already. */
function enterers(
  pasts: readonly Past[],
  step: ChangingStep,
  { stage, automations }: { stage: Stage; automations: readonly LiveAutomation[] },
): Entering[] {
  const at = stage.until;
  return pasts.flatMap((past) => {
    const change = changeOf(step, past.contactId, at);
    const before: HeldFacts = factsAt(past, at);
    const after = change?.(before) ?? before;
    if (!change || after === before) return [];
    const ids = listenersOf(
      { happening: happeningOf(step, before, after), at, before, after },
      automations,
      stage,
    );
    return automations
      .filter(({ id }) => ids.includes(id))
      .map((automation) => ({ automation, past, change }));
  });
}

async function withoutRepeats(
  ctx: Ctx,
  automations: readonly LiveAutomation[],
  entering: readonly Entering[],
): Promise<Entering[]> {
  const out = new Set<string>();
  for (const { id, definition } of automations) {
    const { repeat, repeatDays } = definition.conditions;
    const ids = entering.filter(({ automation }) => automation.id === id).map(({ past }) => past.contactId);
    if (repeat === 'always' || ids.length === 0) continue;
    const rows = await ctx.db.execute<{ contactId: string }>(sql`
      select distinct contact_id as "contactId" from automation_runs
      where workspace_id = ${ctx.workspace.id} and automation_id = ${id} and contact_id = any(${`{${ids.join(',')}}`}::bigint[])
        and started_at > ${repeat === 'once' ? sql`'-infinity'` : sql`now() - make_interval(days => ${repeatDays ?? 0})`}`);
    for (const { contactId } of rows) out.add(`${id} ${contactId}`);
  }
  return entering.filter(({ automation, past }) => !out.has(`${automation.id} ${past.contactId}`));
}

function count(
  found: Map<number, ForeseenAutomation>,
  { automation, past, change }: Entering,
  stage: Stage,
): void {
  const { id, name, definition } = automation;
  const known = found.get(id) ?? { id, name, contacts: 0, sends: {}, later: 0 };
  found.set(id, known);
  const walk = walkSteps(definition.steps, past, stage.until, stage, [change]);
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
