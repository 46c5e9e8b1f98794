import type { HeldFacts } from '../contacts/hold-rules.ts';
import { windowLeft } from '../conversations/window-rules.ts';
import { factsAt, type Past, type PastMessage } from './rehearsal-facts-rules.ts';
import type { SendOutcome, Walk, WalkEnd, WalkStep } from './rehearsal-types.ts';
import type { Happening } from './trigger-rules.ts';
import type { Question, Step, StepOf } from './types.ts';

/** What a walk has to know besides the contact. */
export type World = {
  /** The end of the rehearsal: what lies beyond has not happened. */
  until: number;
  /** Numbers that can send, the one first that is taken where there is no conversation. */
  numberIds: readonly number[];
  /** Whether a template could be sent from a number. */
  hasTemplate: (name: string, language: string, numberId: number) => boolean;
  /** Whether a filter, as it is spelt, matches a contact at a moment. */
  matches: (filter: string, facts: HeldFacts, at: number) => boolean;
  /** When a wait that began at `at` ends by itself. */
  waitEnd: (step: StepOf<'wait'>, at: number) => number;
  /** The automations that a change of a contact would set off, their conditions looked at. */
  setOffBy: (change: Effect) => readonly number[];
};

/** What would change of a contact, as triggers look at it, and the contact before and after. `happening` null: only saved filters may notice. */
export type Effect = { happening: Happening | null; at: number; before: HeldFacts; after: HeldFacts };

/** What something makes of a contact; the same object when it is so already. */
export type Change = (facts: HeldFacts) => HeldFacts;

type State = { at: number; changes: Change[]; waitedSince: number };
type Going = { step: WalkStep; end: WalkEnd | null };

/** What the steps would have done for one contact from `startedAt` on; `changes`: what else will have been changed of it by then. */
export function walkSteps(
  steps: readonly Step[],
  past: Past,
  startedAt: number,
  world: World,
  changes: readonly Change[] = [],
): Walk {
  const state: State = { at: startedAt, changes: [...changes], waitedSince: startedAt };
  const trail: WalkStep[] = [];
  const end = walkList(steps, { past, world, state, trail }) ?? 'done';
  return { trail, end, at: state.at };
}

type Journey = { past: Past; world: World; state: State; trail: WalkStep[] };

/** Null: it goes on after the list. */
function walkList(steps: readonly Step[], journey: Journey): WalkEnd | null {
  for (const step of steps) {
    const { step: done, end } = take(step, journey);
    journey.trail.push(done);
    if (end !== null) return end;
    if (step.kind !== 'branch' || !done.taken) continue;
    const inside = walkList(step[done.taken], journey);
    if (inside !== null) return inside;
  }
  return null;
}

function take(step: Step, journey: Journey): Going {
  switch (step.kind) {
    case 'send':
      return takeSend(step, journey);
    case 'wait':
      return takeWait(step, journey);
    case 'branch': {
      const taken = answers(step.question, journey) ? 'then' : 'otherwise';
      return { step: { ...plain(step, journey), taken }, end: null };
    }
    case 'stop':
      return { step: plain(step, journey), end: 'stopped' };
    default:
      return takeChange(step, journey);
  }
}

function plain({ key, kind }: Step, { state }: Journey): WalkStep {
  return { key, kind, at: state.at };
}

function factsNow({ past, state }: Journey): HeldFacts {
  return state.changes.reduce((facts, change) => change(facts), factsAt(past, state.at));
}

function takeSend(step: StepOf<'send'>, journey: Journey): Going {
  const { past, world, state } = journey;
  const numberId = step.numberId ?? newestNumber(past.messages, state.at, world) ?? world.numberIds[0];
  const send = sendOutcome(step, numberId, journey);
  const end = send === 'opted_out' ? 'opted_out' : send === 'text' || send === 'template' ? null : 'failed';
  return { step: { ...plain(step, journey), send, ...(numberId !== undefined && { numberId }) }, end };
}

function sendOutcome(
  { text, template }: StepOf<'send'>,
  numberId: number | undefined,
  journey: Journey,
): SendOutcome {
  const { past, world, state } = journey;
  if (factsNow(journey).optedOutAt !== null) return 'opted_out';
  if (!past.isReachable || numberId === undefined) return 'unreachable';
  const isHeard = (one: PastMessage) => one.isTheirs && one.at <= state.at && one.numberId === numberId;
  const heard = past.messages.findLast(isHeard)?.at ?? null;
  if (text !== '' && windowLeft(heard, state.at) > 0) return 'text';
  return template && world.hasTemplate(template.name, template.language, numberId)
    ? 'template'
    : 'no_template';
}

function newestNumber(
  messages: readonly PastMessage[],
  until: number,
  { numberIds }: World,
): number | undefined {
  return messages.findLast(({ at, numberId }) => at <= until && numberIds.includes(numberId))?.numberId;
}

function takeWait(step: StepOf<'wait'>, journey: Journey): Going {
  const { past, world, state } = journey;
  state.waitedSince = state.at;
  const byTime = world.waitEnd(step, state.at);
  const answer = step.untilAnswer
    ? past.messages.find((one) => one.isTheirs && one.at > state.at)
    : undefined;
  const isAnswered = answer !== undefined && answer.at < byTime;
  const endsAt = isAnswered ? answer.at : byTime;
  const isOver = endsAt <= world.until;
  const done = { ...plain(step, journey), endsAt: isOver ? endsAt : null, isAnswered: isOver && isAnswered };
  if (isOver) state.at = endsAt;
  return { step: done, end: isOver ? null : 'waiting' };
}

function answers(question: Question, journey: Journey): boolean {
  const { past, world, state } = journey;
  if (question.kind === 'filter') return world.matches(question.filter, factsNow(journey), state.at);
  return past.messages.some((one) => one.isTheirs && one.at > state.waitedSince && one.at <= state.at);
}

function takeChange(step: Step, journey: Journey): Going {
  const { past, world, state } = journey;
  const change = changeOf(step, past.contactId, state.at);
  if (!change) return { step: plain(step, journey), end: null };
  const before = factsNow(journey);
  const after = change(before);
  if (after === before) return { step: { ...plain(step, journey), isSame: true }, end: null };
  state.changes.push(change);
  const setsOff = world.setOffBy({
    happening: happeningOf(step, before, after),
    at: state.at,
    before,
    after,
  });
  return { step: { ...plain(step, journey), setsOff }, end: null };
}

function movedTo(facts: HeldFacts, statusId: number, at: number): HeldFacts {
  const before = facts.stays.map((stay) => (stay.until === null ? { ...stay, until: at } : stay));
  const stay = { statusId, fromStatusId: facts.statusId, since: at, until: null, movedBy: null };
  return { ...facts, statusId, statusSince: at, stays: [...before, stay] };
}

/** What a step makes of a contact; the same object when it is so already. Null for steps that change none. */
export function changeOf(step: Step, contactId: number, at: number): Change | null {
  switch (step.kind) {
    case 'status': {
      const { statusId } = step;
      return (facts) => (facts.statusId === statusId ? facts : movedTo(facts, statusId, at));
    }
    case 'origin':
      return (facts) => setting(facts, { originId: step.originId, cameFromId: step.originId });
    case 'owner':
      return (facts) => setting(facts, { ownerId: ownerOf(step, facts, contactId) });
    case 'type':
      return (facts) => setting(facts, { type: step.type });
    case 'field': {
      const { fieldId, value } = step;
      const is = (facts: HeldFacts) => (facts.answers[fieldId] ?? null) === value;
      return (facts) => (is(facts) ? facts : { ...facts, answers: { ...facts.answers, [fieldId]: value } });
    }
    case 'group_add':
      return (facts) =>
        facts.groupIds.includes(step.groupId)
          ? facts
          : { ...facts, groupIds: [...facts.groupIds, step.groupId] };
    case 'group_remove':
      return (facts) =>
        facts.groupIds.includes(step.groupId)
          ? { ...facts, groupIds: facts.groupIds.filter((id) => id !== step.groupId) }
          : facts;
    default:
      return null;
  }
}

type Settable = 'originId' | 'cameFromId' | 'ownerId' | 'type';

function setting(facts: HeldFacts, set: Partial<Pick<HeldFacts, Settable>>): HeldFacts {
  const isSame = (['originId', 'ownerId', 'type'] as const).every(
    (key) => !(key in set) || set[key] === facts[key],
  );
  return isSame ? facts : { ...facts, ...set };
}

/** Whose turn it would have been nobody knows: shared out evenly, by the contacts' ids. */
function ownerOf(step: StepOf<'owner'>, facts: HeldFacts, contactId: number): number | null {
  const { assignment, userIds } = step;
  if (assignment === 'nobody') return null;
  if (assignment === 'person') return userIds[0] ?? facts.ownerId;
  return userIds[contactId % userIds.length] ?? facts.ownerId;
}

/** A step that changes a contact. */
export type ChangingStep = StepOf<
  'status' | 'origin' | 'owner' | 'type' | 'field' | 'group_add' | 'group_remove'
>;

/** A step's change as triggers look at it; null for what none but saved filters listen to. */
export function happeningOf(step: Step, before: HeldFacts, after: HeldFacts): Happening | null {
  switch (step.kind) {
    case 'status':
      return { is: 'status_changed', from: before.statusId, to: after.statusId };
    case 'origin':
      return { is: 'origin_changed', to: after.originId };
    case 'owner':
      return { is: 'owner_changed', to: after.ownerId ?? 'none' };
    case 'group_add':
      return { is: 'group_joined', groupId: step.groupId };
    case 'group_remove':
      return { is: 'group_left', groupId: step.groupId };
    default:
      return null;
  }
}
