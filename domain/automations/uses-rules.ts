import { conditionsOf, parseFilterTree } from '../contacts/filter-tree.ts';
import { referencesOf } from '../contacts/reference-rules.ts';
import { allSteps } from './step-rules.ts';
import type { Definition, Step, Trigger } from './types.ts';
import { fieldsOf } from './variables-rules.ts';

/** A thing of the workspace that automations may name. */
export type Thing = {
  kind: 'status' | 'origin' | 'field' | 'group' | 'segment' | 'member';
  id: number;
};

/** Whether an automation names a thing anywhere: in its trigger, its conditions or its steps. */
export function isUsedIn({ trigger, conditions, steps }: Definition, thing: Thing): boolean {
  return (
    inTrigger(trigger, thing) ||
    inFilter(conditions.filter, thing) ||
    allSteps(steps).some((step) => inStep(step, thing))
  );
}

function inTrigger(trigger: Trigger, { kind, id }: Thing): boolean {
  switch (trigger.kind) {
    case 'status_changed':
      return kind === 'status' && [...trigger.from, ...trigger.to].includes(id);
    case 'days_in_status':
      return kind === 'status' && trigger.statusIds.includes(id);
    case 'origin_changed':
      return kind === 'origin' && trigger.to.includes(id);
    case 'owner_changed':
      return kind === 'member' && trigger.to.includes(id);
    case 'date_arrives':
      return kind === 'field' && trigger.fieldId === id;
    case 'group_joined':
    case 'group_left':
      return kind === 'group' && trigger.groupId === id;
    case 'segment_joined':
    case 'segment_left':
      return kind === 'segment' && trigger.segmentId === id;
    default:
      return false;
  }
}

function inFilter(filter: string, { kind, id }: Thing): boolean {
  const tree = parseFilterTree(filter);
  if (!tree || conditionsOf(tree).length === 0 || kind === 'segment') return false;
  return referencesOf(tree)[kind === 'member' ? 'owner' : kind].includes(id);
}

function inStep(step: Step, thing: Thing): boolean {
  const { kind, id } = thing;
  if (kind === 'field' && textsOf(step).flatMap(fieldsOf).includes(id)) return true;
  switch (step.kind) {
    case 'status':
      return kind === 'status' && step.statusId === id;
    case 'origin':
      return kind === 'origin' && step.originId === id;
    case 'field':
      return kind === 'field' && step.fieldId === id;
    case 'group_add':
    case 'group_remove':
      return kind === 'group' && step.groupId === id;
    case 'owner':
      return kind === 'member' && step.userIds.includes(id);
    case 'notify':
    case 'task':
      return kind === 'member' && step.to.kind === 'person' && step.to.userId === id;
    case 'branch':
      return step.question.kind === 'filter' && inFilter(step.question.filter, thing);
    default:
      return false;
  }
}

function textsOf(step: Step): string[] {
  switch (step.kind) {
    case 'send':
      return [step.text, ...Object.values(step.template?.values ?? {})];
    case 'notify':
    case 'note':
      return [step.text];
    case 'task':
      return [step.title];
    default:
      return [];
  }
}

/** Puts one thing in the place of another; null: of a member, nobody. */
export type Swap = { kind: 'status' | 'origin' | 'member'; fromId: number; toId: number | null };

/**
 * The definition with another thing where its steps name one. Of origins its trigger as well: two that became one mean the same from then on. What asks
 * (filters, triggers) about a status or a member that is gone stays as it is: nobody meant the other one.
 */
export function swapped(definition: Definition, swap: Swap): Definition {
  const steps = mapSteps(definition.steps, (step) => swapIn(step, swap));
  const { trigger } = definition;
  if (swap.kind !== 'origin' || trigger.kind !== 'origin_changed') return { ...definition, steps };
  const to = trigger.to.map((id) => (id === swap.fromId ? (swap.toId ?? id) : id));
  return { ...definition, steps, trigger: { ...trigger, to: [...new Set(to)] } };
}

function swapIn(step: Step, { kind, fromId, toId }: Swap): Step {
  if (kind === 'member') return memberSwapped(step, fromId, toId);
  if (toId === null) return step;
  if (kind === 'status' && step.kind === 'status' && step.statusId === fromId)
    return { ...step, statusId: toId };
  return kind === 'origin' && step.kind === 'origin' && step.originId === fromId
    ? { ...step, originId: toId }
    : step;
}

function memberSwapped(step: Step, fromId: number, toId: number | null): Step {
  if (step.kind === 'notify' || step.kind === 'task') {
    if (step.to.kind !== 'person' || step.to.userId !== fromId) return step;
    return { ...step, to: toId === null ? { kind: 'owner' } : { kind: 'person', userId: toId } };
  }
  if (step.kind !== 'owner' || !step.userIds.includes(fromId)) return step;
  const others = step.userIds.filter((id) => id !== fromId);
  // In turns, the others go on; without any, an empty list would mean all of sales.
  if (others.length > 0) return { ...step, userIds: others };
  return toId === null
    ? { ...step, assignment: 'nobody', userIds: [] }
    : { ...step, assignment: 'person', userIds: [toId] };
}

function mapSteps(steps: readonly Step[], change: (step: Step) => Step): Step[] {
  return steps.map((step) => {
    const changed = change(step);
    return changed.kind === 'branch'
      ? { ...changed, then: mapSteps(changed.then, change), otherwise: mapSteps(changed.otherwise, change) }
      : changed;
  });
}
