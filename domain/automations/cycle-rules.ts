import { type Effect, effectsOf, type SegmentQueries, setsOff } from './effects-rules.ts';
import { type Known, spellKnown } from './known-rules.ts';
import type { Definition, Trigger } from './types.ts';

/** An automation as far as it matters to what sets off what. */
export type Linked = { id: number; name: string; definition: Definition };

/** What a step of one automation does sets another (or itself) off. */
export type Link = {
  from: { id: number; name: string; step: string };
  effect: Effect;
  to: { id: number; name: string };
};

/** Links of which each begins where the one before it leads, and the last leads to where the first begins. */
export type Cycle = { path: Link[] };

/** So many situations are looked at; who has more automations than that in chains is told of the cycles found by then. */
const SITUATIONS_MAX = 20_000;

/** Everything that sets something off among automations, those that do so in time among them. */
export function findLinks(automations: readonly Linked[], segments: SegmentQueries = new Map()): Link[] {
  return automations.flatMap((one) => linksFrom(one, {}, automations, segments));
}

function linksFrom(
  one: Linked,
  known: Known,
  automations: readonly Linked[],
  segments: SegmentQueries,
): Link[] {
  return effectsOf(one.definition, known).flatMap((effect) =>
    automations
      .filter(({ definition }) => setsOff(effect, definition.trigger, segments))
      .map((other) => ({
        from: { id: one.id, name: one.name, step: effect.step },
        effect,
        to: { id: other.id, name: other.name },
      })),
  );
}

/**
 * The ways in which automations would set each other off without end, each of them once and at its shortest. Followed with what is known of the contact on
 * the way: who is moved to where they are is not moved. Not without end: what takes the person's own doing each time round (messages, silences that
 * end only when they write), a date that arrives once, and whatever each contact enters once only, or not again within the days that a round takes.
 */
export function findCycles(automations: readonly Linked[], segments: SegmentQueries = new Map()): Cycle[] {
  const able = automations.filter(({ definition }) => mayRepeat(definition));
  const byId = new Map(able.map((one) => [one.id, one]));
  const found = new Map<string, Cycle>();
  const seen = new Set<string>();
  let situations = 0;

  const follow = (
    one: Linked,
    known: Known,
    trail: { link: Link; situation: string }[],
    situation: string,
  ) => {
    if (seen.has(situation) || ++situations > SITUATIONS_MAX) return;
    for (const link of linksFrom(one, known, able, segments)) {
      const next = byId.get(link.to.id);
      if (!next) continue;
      const reached = `${next.id} ${spellKnown(link.effect.known)}`;
      const steps = [...trail, { link, situation }];
      const start = steps.findIndex((step) => step.situation === reached);
      if (start >= 0)
        keep(
          found,
          steps.slice(start).map((step) => step.link),
          byId,
        );
      else follow(next, link.effect.known, steps, reached);
    }
    seen.add(situation);
  };
  for (const one of able) follow(one, {}, [], `${one.id} ${spellKnown({})}`);
  return [...found.values()];
}

function keep(found: Map<string, Cycle>, path: Link[], byId: ReadonlyMap<number, Linked>): void {
  if (isBrokenByDays(path, byId)) return;
  const key = path
    .map(({ from }) => `${from.id}.${from.step}`)
    .sort()
    .join(' ');
  if (!found.has(key)) found.set(key, { path });
}

function mayRepeat({ trigger, conditions }: Definition): boolean {
  return conditions.repeat !== 'once' && !TAKES_OTHERS.includes(trigger.kind);
}

/** These take something from outside each time round. */
const TAKES_OTHERS: readonly Trigger['kind'][] = [
  'contact_created',
  'message_received',
  'no_answer_from_us',
  'no_answer_from_them',
  'date_arrives',
];

const DAY_MINUTES = 24 * 60;

/** Whether a round always ends before one of its automations may take the contact again. */
function isBrokenByDays(path: Link[], byId: ReadonlyMap<number, Linked>): boolean {
  const round = path.map(({ effect, to }) => {
    const trigger = byId.get(to.id)?.definition.trigger;
    const days = trigger?.kind === 'days_in_status' ? trigger.days : 0;
    return effect.waitMinutes === null ? Number.POSITIVE_INFINITY : effect.waitMinutes + days * DAY_MINUTES;
  });
  const minutes = round.reduce((sum, one) => sum + one, 0);
  return path.some(({ to }) => {
    const conditions = byId.get(to.id)?.definition.conditions;
    return conditions?.repeat === 'every_days' && minutes < (conditions.repeatDays ?? 0) * DAY_MINUTES;
  });
}
