import type { ContactType } from '#db/values.ts';
import { conditionsOf, type FilterTree, parseFilterTree } from '../contacts/filter-tree.ts';
import { isRuledOut, type Known, knownAtStart, knownInBoth, narrowed } from './known-rules.ts';
import type { Definition, Step, StepOf, Trigger } from './types.ts';

type What =
  /** `from` null: whatever it was. */
  | { kind: 'status'; from: number | null; to: number }
  | { kind: 'origin'; to: number }
  /** One of them. */
  | { kind: 'owner'; to: (number | 'none')[] }
  | { kind: 'type'; to: ContactType }
  | { kind: 'field'; fieldId: number; isEmptied: boolean }
  | { kind: 'group_add' | 'group_remove'; groupId: number }
  /** We write to them, or of them. */
  | { kind: 'message' | 'note' };

/** Something that a step does and others may listen to. */
export type Effect = What & {
  step: string;
  /** What is known of the contact once the step is done, and stays so until the run ends. */
  known: Known;
  /** The longest that the steps before it may wait, in minutes; null: for an answer, as long as it takes. */
  waitMinutes: number | null;
};

/** The saved filters that triggers name, by id, as `segments.query` spells them (`filter=all(…)&status=1`). */
export type SegmentQueries = ReadonlyMap<number, string>;

type Walk = { known: Known; waitMinutes: number | null };

/** Everything that an automation may do when somebody enters of whom `carried` is known; nothing where they cannot. */
export function effectsOf(definition: Definition, carried: Known = {}): Effect[] {
  const known = knownAtStart(definition, carried);
  if (!known) return [];
  const effects: Effect[] = [];
  walk(definition.steps, { known, waitMinutes: 0 }, effects);
  return effects.map((effect, place) => ({
    ...effect,
    known: effects.slice(place + 1).reduce(withoutLater, effect.known),
  }));
}

/** Null: whoever went this way goes no further. */
function walk(steps: Step[], start: Walk, effects: Effect[]): Walk | null {
  let at: Walk | null = start;
  for (const step of steps) {
    if (!at) return null;
    at = take(step, at, effects);
  }
  return at;
}

function take(step: Step, at: Walk, effects: Effect[]): Walk | null {
  if (step.kind === 'stop') return null;
  if (step.kind === 'branch') return takeBranch(step, at, effects);
  if (step.kind === 'wait') {
    const endless = at.waitMinutes === null || step.minutes === null;
    // Until working time: a week at most.
    const more = step.untilWorkingTime ? 7 * 24 * 60 : 0;
    return { ...at, waitMinutes: endless ? null : (at.waitMinutes ?? 0) + (step.minutes ?? 0) + more };
  }
  const done = doneBy(step, at.known);
  if (!done) return at;
  effects.push({ ...done.what, step: step.key, known: done.known, waitMinutes: at.waitMinutes });
  return { ...at, known: done.known };
}

function takeBranch(step: StepOf<'branch'>, at: Walk, effects: Effect[]): Walk | null {
  const { question } = step;
  const yes = question.kind === 'filter' ? narrowed(question.filter, at.known) : at.known;
  const then = yes && walk(step.then, { ...at, known: yes }, effects);
  const otherwise = walk(step.otherwise, at, effects);
  if (!then || !otherwise) return then ?? otherwise;
  const isEndless = then.waitMinutes === null || otherwise.waitMinutes === null;
  return {
    known: knownInBoth(then.known, otherwise.known),
    waitMinutes: isEndless ? null : Math.max(then.waitMinutes ?? 0, otherwise.waitMinutes ?? 0),
  };
}

/** What a step changes; null where it changes nothing, or what nobody listens to. */
function doneBy(step: Step, known: Known): { what: What; known: Known } | null {
  switch (step.kind) {
    case 'status': {
      const to = step.statusId;
      if (known.status === to) return null;
      return { what: { kind: 'status', from: known.status ?? null, to }, known: { ...known, status: to } };
    }
    case 'origin': {
      const to = step.originId;
      return known.origin === to ? null : { what: { kind: 'origin', to }, known: { ...known, origin: to } };
    }
    case 'type': {
      const to = step.type;
      return known.type === to ? null : { what: { kind: 'type', to }, known: { ...known, type: to } };
    }
    case 'owner':
      return ownerDone(step, known);
    case 'group_add':
    case 'group_remove': {
      const { kind, groupId } = step;
      const isIn = kind === 'group_add';
      if (known.groups?.[groupId] === isIn) return null;
      return { what: { kind, groupId }, known: { ...known, groups: { ...known.groups, [groupId]: isIn } } };
    }
    case 'field':
      return { what: { kind: 'field', fieldId: step.fieldId, isEmptied: step.value === null }, known };
    case 'send':
      return { what: { kind: 'message' }, known };
    case 'note':
      return { what: { kind: 'note' }, known };
    default:
      return null;
  }
}

function ownerDone(
  { assignment, userIds }: StepOf<'owner'>,
  known: Known,
): { what: What; known: Known } | null {
  const to = assignment === 'nobody' ? ['none' as const] : userIds;
  const [only] = to;
  const isSure = to.length === 1 && only !== undefined;
  if (isSure && known.owner === only) return null;
  const { owner: _, ...rest } = known;
  return { what: { kind: 'owner', to }, known: isSure ? { ...rest, owner: only } : rest };
}

/** What a later step of the same run may change again is not known of whoever this one sets off. */
function withoutLater(known: Known, later: Effect): Known {
  switch (later.kind) {
    case 'status':
    case 'origin':
    case 'owner':
    case 'type': {
      const { [later.kind]: _, ...rest } = known;
      return rest;
    }
    case 'group_add':
    case 'group_remove': {
      const { [later.groupId]: _, ...groups } = known.groups ?? {};
      return { ...known, groups };
    }
    default:
      return known;
  }
}

/** Whether what a step does may set a trigger off, at once or in time. Messages that we send are none that are received. */
export function setsOff(effect: Effect, trigger: Trigger, segments: SegmentQueries = new Map()): boolean {
  switch (trigger.kind) {
    case 'status_changed':
      return effect.kind === 'status' && fitsMove(effect, trigger.from, trigger.to);
    case 'days_in_status':
      return effect.kind === 'status' && isAmong(trigger.statusIds, effect.to);
    case 'origin_changed':
      return effect.kind === 'origin' && isAmong(trigger.to, effect.to);
    case 'owner_changed':
      return effect.kind === 'owner' && effect.to.some((one) => isAmong(trigger.to, one));
    case 'group_joined':
      return effect.kind === 'group_add' && effect.groupId === trigger.groupId;
    case 'group_left':
      return effect.kind === 'group_remove' && effect.groupId === trigger.groupId;
    case 'no_answer_from_them':
      return effect.kind === 'message';
    case 'date_arrives':
      return effect.kind === 'field' && effect.fieldId === trigger.fieldId && !effect.isEmptied;
    case 'segment_joined':
    case 'segment_left':
      return movesInSegment(effect, trigger.kind, segments.get(trigger.segmentId));
    default:
      return false;
  }
}

function fitsMove(effect: Effect & { kind: 'status' }, from: number[], to: number[]): boolean {
  if (!isAmong(to, effect.to)) return false;
  if (effect.from !== null) return isAmong(from, effect.from);
  return from.length === 0 || from.some((one) => one !== effect.to);
}

/** A segment of which nothing is known may be joined and left by anything. */
function movesInSegment(
  effect: Effect,
  kind: 'segment_joined' | 'segment_left',
  query: string | undefined,
): boolean {
  if (query === undefined) return true;
  const params = new URLSearchParams(query);
  const tree = parseFilterTree(params.get('filter') ?? '');
  const quick = [...params.keys()].filter((name) => name !== 'filter');
  const asked = new Set<string>([...quick, ...(tree ? conditionsOf(tree).map(({ field }) => field) : [])]);
  if (!touchedBy(effect).some((field) => asked.has(field))) return false;
  return kind === 'segment_left' || !isSurelyOut(tree, effect.known);
}

function isSurelyOut(tree: FilterTree | null, known: Known): boolean {
  return tree !== null && isRuledOut(tree, known);
}

/** The fields of filters (and the quick filters beside them) whose answer an effect may change. */
function touchedBy(effect: Effect): string[] {
  switch (effect.kind) {
    case 'status':
      return ['status', 'since', 'activity', 'updated'];
    case 'origin':
    case 'owner':
    case 'type':
      return [effect.kind, 'updated', 'activity'];
    case 'field':
      return [`f${effect.fieldId}`, 'updated', 'activity'];
    case 'group_add':
    case 'group_remove':
      return ['group'];
    case 'note':
      return ['notes', 'updated', 'activity'];
    case 'message':
      return ['activity'];
  }
}

/** An empty list means any. */
function isAmong<T>(list: readonly T[], one: T): boolean {
  return list.length === 0 || list.includes(one);
}
