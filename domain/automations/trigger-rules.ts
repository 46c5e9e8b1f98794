import type { CreationWay, TriggerKind } from '#db/automation-values.ts';
import type { ActorKind, ContactEventKind } from '#db/values.ts';
import { foldForSearch } from '#lib/text.ts';
import type { Trigger, TriggerOf } from './types.ts';

/** What a message tells beside its event. */
export type MessageFacts = {
  text: string;
  /** As Meta dated it, and when we stored it. */
  at: Date;
  receivedAt: Date;
  /** When this person had written before; null: never. */
  previousAt: Date | null;
};

/** An event of a contact, with its message where it tells of one. */
export type HappenedEvent = {
  kind: ContactEventKind;
  actorKind: ActorKind;
  at: Date;
  before: unknown;
  after: unknown;
  message: MessageFacts | null;
};

/** What happened, as triggers look at it. */
export type Happening =
  | { is: 'created'; way: CreationWay; originId: number | null }
  | { is: 'status_changed'; from: number | null; to: number }
  | { is: 'origin_changed'; to: number }
  | { is: 'owner_changed'; to: number | 'none' }
  /** `text` is folded as searches are; `silentHours` null: their first. */
  | { is: 'message'; text: string; silentHours: number | null; isPast: boolean }
  | { is: 'group_joined' | 'group_left'; groupId: number }
  | { is: 'segment_joined' | 'segment_left'; segmentId: number }
  /** A moment that came for one automation, which the clocks have held against its trigger. */
  | { is: 'due'; kind: TriggerKind };

/** The part of a trigger that something does not fit. */
export type TriggerPart = 'kind' | 'way' | 'from' | 'to' | 'which' | 'past' | 'group' | 'segment';

const HOUR = 3_600_000;
/** A message that a contact was given later than that after it was stored is none that comes now. */
const STORED_WITHIN = HOUR;
/** Older ones are told again from the past; what was held up by an outage is answered as long as it may be answered freely. */
const WRITTEN_WITHIN = 24 * HOUR;

const LISTENS: Record<TriggerKind, readonly ContactEventKind[]> = {
  contact_created: ['contact.created'],
  status_changed: ['contact.status_changed'],
  // Nearly all are given their origin when they are made.
  origin_changed: ['contact.created', 'contact.origin_changed'],
  owner_changed: ['contact.owner_changed'],
  message_received: ['contact.message_received'],
  no_answer_from_us: [],
  no_answer_from_them: [],
  days_in_status: [],
  date_arrives: [],
  group_joined: ['contact.group_added'],
  group_left: ['contact.group_removed'],
  segment_joined: [],
  segment_left: [],
};

/** Whatever may bring a contact into a segment, or take it out. */
const SEGMENT_EVENTS: readonly ContactEventKind[] = [
  'contact.created',
  'contact.updated',
  'contact.status_changed',
  'contact.origin_changed',
  'contact.owner_changed',
  'contact.group_added',
  'contact.group_removed',
  'contact.consent_given',
  'contact.consent_revoked',
  'contact.opted_out',
  'contact.opted_in',
  'contact.identity_moved',
  'contact.message_received',
  'contact.message_sent',
];

/** The events that may set a trigger off; none for those of time. */
export function listensTo(trigger: Trigger): readonly ContactEventKind[] {
  return isSegmentTrigger(trigger) ? SEGMENT_EVENTS : LISTENS[trigger.kind];
}

/** Whether it is about who joins or leaves a saved filter. */
export function isSegmentTrigger(
  trigger: Trigger,
): trigger is TriggerOf<'segment_joined' | 'segment_left'> & Trigger {
  return trigger.kind === 'segment_joined' || trigger.kind === 'segment_left';
}

/** Whether it is set off by time that passes. */
export function isClockTrigger({ kind }: Trigger): boolean {
  return (
    kind === 'no_answer_from_us' ||
    kind === 'no_answer_from_them' ||
    kind === 'days_in_status' ||
    kind === 'date_arrives'
  );
}

const WAYS: Record<ActorKind, CreationWay> = {
  member: 'member',
  import: 'import',
  webhook: 'webhook',
  automation: 'automation',
  api_key: 'api_key',
  // The product makes contacts by itself of messages alone.
  system: 'webhook',
};

/** An event as triggers look at it; null for what no trigger of its own is about. */
export function toHappening({
  kind,
  actorKind,
  at,
  before,
  after,
  message,
}: HappenedEvent): Happening | null {
  switch (kind) {
    case 'contact.created':
      return { is: 'created', way: WAYS[actorKind], originId: idIn(after, 'originId') };
    case 'contact.status_changed': {
      const to = idIn(after, 'statusId');
      return to === null ? null : { is: 'status_changed', from: idIn(before, 'statusId'), to };
    }
    case 'contact.origin_changed': {
      const to = idIn(after, 'originId');
      return to === null ? null : { is: 'origin_changed', to };
    }
    case 'contact.owner_changed':
      return { is: 'owner_changed', to: idIn(after, 'ownerId') ?? 'none' };
    case 'contact.message_received':
      return message && messageHappening(message, at, isToldOfPast(after));
    case 'contact.group_added':
    case 'contact.group_removed':
      return groupHappening(kind === 'contact.group_added' ? 'group_joined' : 'group_left', after ?? before);
    default:
      return null;
  }
}

function groupHappening(is: 'group_joined' | 'group_left', facts: unknown): Happening | null {
  const groupId = idIn(facts, 'groupId');
  return groupId === null ? null : { is, groupId };
}

/** A message of somebody who was a stranger when they wrote it (`isPast`): contacts are given those later. */
function isToldOfPast(after: unknown): boolean {
  return typeof after === 'object' && after !== null && Reflect.get(after, 'isPast') === true;
}

function messageHappening(
  { text, at, receivedAt, previousAt }: MessageFacts,
  toldAt: Date,
  isToldOfPast: boolean,
): Happening {
  return {
    is: 'message',
    text: foldForSearch(text),
    silentHours: previousAt && (at.getTime() - previousAt.getTime()) / HOUR,
    isPast:
      isToldOfPast ||
      toldAt.getTime() - receivedAt.getTime() > STORED_WITHIN ||
      toldAt.getTime() - at.getTime() > WRITTEN_WITHIN,
  };
}

function idIn(facts: unknown, key: string): number | null {
  const value = typeof facts === 'object' && facts !== null ? Reflect.get(facts, key) : null;
  const id = typeof value === 'string' ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}

/** Whether something that happened sets a trigger off. */
export function fitsTrigger(trigger: Trigger, happening: Happening): boolean {
  return whyNotFits(trigger, happening) === null;
}

/** The first part of a trigger that something does not fit; null when it fits. */
export function whyNotFits(trigger: Trigger, happening: Happening): TriggerPart | null {
  if (happening.is === 'due') return happening.kind === trigger.kind ? null : 'kind';
  switch (trigger.kind) {
    case 'contact_created':
      if (happening.is !== 'created') return 'kind';
      return isAmong(trigger.ways, happening.way) ? null : 'way';
    case 'status_changed':
      if (happening.is !== 'status_changed') return 'kind';
      if (trigger.from.length > 0 && (happening.from === null || !trigger.from.includes(happening.from)))
        return 'from';
      return isAmong(trigger.to, happening.to) ? null : 'to';
    case 'origin_changed': {
      const origin = givenOrigin(happening);
      if (origin === null) return 'kind';
      return isAmong(trigger.to, origin) ? null : 'to';
    }
    case 'owner_changed':
      if (happening.is !== 'owner_changed') return 'kind';
      return isAmong(trigger.to, happening.to) ? null : 'to';
    case 'message_received':
      return happening.is === 'message' ? whyNotMessage(trigger, happening) : 'kind';
    case 'group_joined':
    case 'group_left':
      if (happening.is !== trigger.kind) return 'kind';
      return happening.groupId === trigger.groupId ? null : 'group';
    case 'segment_joined':
    case 'segment_left':
      if (happening.is !== trigger.kind) return 'kind';
      return happening.segmentId === trigger.segmentId ? null : 'segment';
    default:
      return 'kind';
  }
}

function givenOrigin(happening: Happening): number | null {
  if (happening.is === 'created') return happening.originId;
  return happening.is === 'origin_changed' ? happening.to : null;
}

function whyNotMessage(
  { which, texts, hours }: TriggerOf<'message_received'>,
  { text, silentHours, isPast }: Extract<Happening, { is: 'message' }>,
): TriggerPart | null {
  if (isPast) return 'past';
  switch (which) {
    case 'any':
      return null;
    case 'contains':
      return texts.some((one) => text.includes(foldForSearch(one))) ? null : 'which';
    case 'first':
      return silentHours === null ? null : 'which';
    case 'after_silence':
      return silentHours !== null && silentHours >= (hours ?? 0) ? null : 'which';
  }
}

/** An empty list means any. */
function isAmong<T>(list: readonly T[], one: T): boolean {
  return list.length === 0 || list.includes(one);
}
