import type { StepKind, TriggerKind } from '#db/automation-values.ts';
import { allSteps } from './step-rules.ts';
import type { Conditions, Definition, Step, Trigger } from './types.ts';

type Steps = Definition['steps'];
export type Way = 'then' | 'otherwise';

/** A place among the steps: before the one that stands at `at` of a list; `of` null: the outermost one, else a branch's. */
export type Place = { of: { key: string; way: Way } | null; at: number };

export const NO_CONDITIONS: Conditions = { filter: '', hours: null, repeat: 'always', repeatDays: null };

/** A trigger of this kind as it stands before anybody has said more. */
export function blankTrigger(kind: TriggerKind): Trigger {
  switch (kind) {
    case 'contact_created':
      return { kind, ways: [] };
    case 'status_changed':
      return { kind, from: [], to: [] };
    case 'origin_changed':
    case 'owner_changed':
      return { kind, to: [] };
    case 'message_received':
      return { kind, which: 'any', texts: [], hours: null };
    case 'no_answer_from_us':
      return { kind, hours: 2, inWorkingTime: true };
    case 'no_answer_from_them':
      return { kind, hours: 48, inWorkingTime: false };
    case 'days_in_status':
      return { kind, statusIds: [], days: 7 };
    case 'date_arrives':
      return { kind, fieldId: 0, offsetDays: 0, time: '09:00', isYearly: false };
    case 'group_joined':
    case 'group_left':
      return { kind, groupId: 0 };
    case 'segment_joined':
    case 'segment_left':
      return { kind, segmentId: 0 };
  }
}

/** A step of this kind as it stands before anybody has said more. */
export function blankStep(kind: StepKind, key: string): Step {
  switch (kind) {
    case 'send':
      return { key, kind, numberId: null, text: '', template: null };
    case 'notify':
      return { key, kind, to: { kind: 'owner' }, text: '', byEmail: false };
    case 'status':
      return { key, kind, statusId: 0 };
    case 'origin':
      return { key, kind, originId: 0 };
    case 'owner':
      return { key, kind, assignment: 'round_robin', userIds: [] };
    case 'type':
      return { key, kind, type: 'customer' };
    case 'field':
      return { key, kind, fieldId: 0, value: null };
    case 'group_add':
    case 'group_remove':
      return { key, kind, groupId: 0 };
    case 'note':
      return { key, kind, text: '' };
    case 'task':
      return { key, kind, title: '', dueDays: 1, to: { kind: 'owner' } };
    case 'webhook':
      return { key, kind, url: '' };
    case 'wait':
      return { key, kind, minutes: 24 * 60, untilWorkingTime: false, untilAnswer: false };
    case 'branch':
      return { key, kind, question: { kind: 'filter', filter: '' }, then: [], otherwise: [] };
    case 'stop':
      return { key, kind };
  }
}

/** The steps with this one in the place of the one that has its key. */
export function withStep(steps: Steps, step: Step): Steps {
  return mapLists(steps, (list) => list.map((one) => (one.key === step.key ? step : one)));
}

/** The steps without the one of this key, and without what is inside it. */
export function withoutStep(steps: Steps, key: string): Steps {
  return mapLists(steps, (list) => list.filter((one) => one.key !== key));
}

/** The steps with one more at a place; a branch that is gone by now: as they were. */
export function withNewStep(steps: Steps, place: Place, step: Step): Steps {
  const { of } = place;
  if (of === null) return steps.toSpliced(place.at, 0, step);
  return mapLists(steps, (list) =>
    list.map((one) =>
      one.kind === 'branch' && one.key === of.key
        ? { ...one, [of.way]: one[of.way].toSpliced(place.at, 0, step) }
        : one,
    ),
  );
}

/** Where a step stands; null: nowhere. */
export function placeOf(steps: Steps, key: string): Place | null {
  const spelt = JSON.stringify(steps);
  const step = allSteps(steps).find((one) => one.key === key);
  if (!step) return null;
  const rest = withoutStep(steps, key);
  const found = placesIn(rest, null).find(
    ({ place }) => JSON.stringify(withNewStep(rest, place, step)) === spelt,
  );
  return found?.place ?? null;
}

/** The list applied from the innermost outwards. */
function mapLists(steps: Steps, change: (list: Steps) => Steps): Steps {
  return change(
    steps.map((step) =>
      step.kind === 'branch'
        ? { ...step, then: mapLists(step.then, change), otherwise: mapLists(step.otherwise, change) }
        : step,
    ),
  );
}

/**
 * The steps with one moved a place up or down in the order of reading, into branches and out of them; null: it is the first or the last already. What
 * would become deeper than `maxDepth` passes over the branch.
 */
export function withStepMoved(steps: Steps, key: string, by: -1 | 1, maxDepth: number): Steps | null {
  const step = allSteps(steps).find((one) => one.key === key);
  if (!step) return null;
  const rest = withoutStep(steps, key);
  const room = maxDepth - depthOf(step);
  const places = placesIn(rest, null).filter(({ depth }) => depth <= room);
  const spelt = JSON.stringify(steps);
  const now = places.findIndex(({ place }) => JSON.stringify(withNewStep(rest, place, step)) === spelt);
  const next = places[now + by];
  return now >= 0 && next ? withNewStep(rest, next.place, step) : null;
}

/**
 * The steps with one put before what stands at a place now; null: it stands there already, the place is inside of it, or it would become deeper than
 * `maxDepth`.
 */
export function withStepPlaced(steps: Steps, key: string, to: Place, maxDepth: number): Steps | null {
  const step = allSteps(steps).find((one) => one.key === key);
  const from = placeOf(steps, key);
  if (!step || !from) return null;
  const isInOwnList = isSameList(from, to);
  const at = isInOwnList && from.at < to.at ? to.at - 1 : to.at;
  if (isInOwnList && at === from.at) return null;
  const rest = withoutStep(steps, key);
  const room = maxDepth - depthOf(step);
  const place = { ...to, at };
  const isThere = placesIn(rest, null).some(
    (one) => one.depth <= room && isSameList(one.place, place) && one.place.at === at,
  );
  return isThere ? withNewStep(rest, place, step) : null;
}

function isSameList({ of: one }: Place, { of: other }: Place): boolean {
  return one?.key === other?.key && one?.way === other?.way;
}

/** How many branches are within each other, from this step on. */
function depthOf(step: Step): number {
  if (step.kind !== 'branch') return 0;
  return 1 + Math.max(0, ...[...step.then, ...step.otherwise].map(depthOf));
}

/** Every place where a step may stand, in the order of reading. */
function placesIn(list: Steps, of: Place['of'], depth = 0): { place: Place; depth: number }[] {
  const inside = list.flatMap((step, at) => [
    { place: { of, at }, depth },
    ...(step.kind === 'branch'
      ? (['then', 'otherwise'] as const).flatMap((way) =>
          placesIn(step[way], { key: step.key, way }, depth + 1),
        )
      : []),
  ]);
  return [...inside, { place: { of, at: list.length }, depth }];
}

/** The steps with a copy of one right after it; `newKey` gives keys that nobody has. Undefined `key`: as they were. */
export function withStepDoubled(
  steps: Steps,
  key: string,
  newKey: () => string,
): { steps: Steps; key: string } {
  let made = key;
  const doubled = mapLists(steps, (list) =>
    list.flatMap((one) => {
      if (one.key !== key) return [one];
      const copy = withNewKeys(one, newKey);
      made = copy.key;
      return [one, copy];
    }),
  );
  return { steps: doubled, key: made };
}

function withNewKeys(step: Step, newKey: () => string): Step {
  const key = newKey();
  if (step.kind !== 'branch') return { ...step, key };
  const inside = (list: Steps) => list.map((one) => withNewKeys(one, newKey));
  return { ...step, key, then: inside(step.then), otherwise: inside(step.otherwise) };
}
