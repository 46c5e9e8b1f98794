import type { ActorKind, ContactEventKind } from '#db/values.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { HeldStay, HeldTouch } from '../contacts/past-rules.ts';
import type { FieldValue } from '../fields/types.ts';

type Json = Readonly<Record<string, unknown>>;

/** One event of a contact, as history keeps it. `isQuiet`: of an act on many, an import or an undo, which set nothing off by themselves. */
export type PastEvent = {
  id: number;
  kind: ContactEventKind;
  at: number;
  actorKind: ActorKind;
  isQuiet: boolean;
  before: Json;
  after: Json;
};

export type PastMessage = {
  id: number;
  at: number;
  receivedAt: number;
  isTheirs: boolean;
  numberId: number;
  /** Read only where a trigger looks for words. */
  text: string;
};

/** What a filter may ask, but for what is worked out for each moment. */
export type StoredFacts = Omit<HeldFacts, 'name' | 'consents' | 'imports' | 'stays' | 'touches'> & {
  firstName: string;
  lastName: string;
};

/** What is known of one contact: as it is now, and what happened since the rehearsed period began. */
export type Past = {
  contactId: number;
  now: StoredFacts;
  /** Whether there is a phone, or WhatsApp's own id, to write to. */
  isReachable: boolean;
  /** Oldest first. */
  events: readonly PastEvent[];
  /** Oldest first; from a day before the period, so that windows are known. */
  messages: readonly PastMessage[];
  /** When they last wrote before the first of these. */
  wroteBeforeAt: number | null;
  consents: readonly { purpose: string; from: number; to: number | null }[];
  imports: readonly { id: number; outcome: string; at: number }[];
  stays: readonly HeldStay[];
  touches: readonly HeldTouch[];
  /** When the automation last ran for it before the period. */
  lastRunAt: number | null;
};

/** A contact as it was at a moment, once everything that happened in that very moment had been done. */
export function factsAt(past: Past, at: number): HeldFacts {
  let facts = past.now;
  const { events } = past;
  for (let place = events.length - 1; place >= 0; place -= 1) {
    const event = events[place];
    if (!event || event.at <= at) break;
    facts = undo(facts, event);
  }
  return {
    ...facts,
    name: `${facts.firstName} ${facts.lastName}`.trim(),
    ...activityAt(past, facts, at),
    consents: past.consents.filter(({ from, to }) => from <= at && (to === null || to > at)).map(purposeOf),
    imports: past.imports.filter((one) => one.at <= at),
    stays: past.stays.filter(({ since }) => since <= at).map((stay) => stayAt(stay, at)),
    touches: past.touches.filter((one) => one.at <= at),
  };
}

function stayAt(stay: HeldStay, at: number): HeldStay {
  return stay.until === null || stay.until <= at ? stay : { ...stay, until: null };
}

const purposeOf = ({ purpose }: { purpose: string }) => purpose;

/** History keeps no word of when somebody was last active, so it is what is known to have happened last by then. */
function activityAt(past: Past, facts: StoredFacts, at: number) {
  if (facts.lastActivityAt <= at && facts.updatedAt <= at && (facts.lastMessageAt ?? 0) <= at) return {};
  const event = past.events.findLast((one) => one.at <= at)?.at ?? facts.createdAt;
  const theirs = past.messages.findLast((one) => one.isTheirs && one.at <= at)?.at ?? null;
  return {
    updatedAt: Math.min(facts.updatedAt, event),
    lastActivityAt: Math.min(facts.lastActivityAt, Math.max(event, theirs ?? 0)),
    lastMessageAt: facts.lastMessageAt !== null && facts.lastMessageAt <= at ? facts.lastMessageAt : theirs,
  };
}

const TEXTS = ['firstName', 'lastName', 'company', 'website', 'notes'] as const;

function undo(facts: StoredFacts, { kind, at, before, after }: PastEvent): StoredFacts {
  switch (kind) {
    case 'contact.status_changed':
      return {
        ...facts,
        statusId: idOf(before.statusId) ?? facts.statusId,
        statusSince: instantOf(before.statusSince) ?? facts.createdAt,
      };
    case 'contact.origin_changed': {
      const originId = idOf(before.originId) ?? facts.originId;
      return { ...facts, originId, cameFromId: originId };
    }
    case 'contact.owner_changed':
      return { ...facts, ownerId: idOf(before.ownerId) };
    case 'contact.group_added':
      return { ...facts, groupIds: facts.groupIds.filter((id) => id !== idOf(after.groupId)) };
    case 'contact.group_removed': {
      const groupId = idOf(before.groupId);
      return groupId === null ? facts : { ...facts, groupIds: [...facts.groupIds, groupId] };
    }
    case 'contact.opted_out':
      return { ...facts, optedOutAt: null };
    case 'contact.opted_in':
      return { ...facts, optedOutAt: at - 1 };
    case 'contact.updated':
      return undoDetails(facts, before);
    default:
      return facts;
  }
}

function undoDetails(facts: StoredFacts, before: Json): StoredFacts {
  const undone = { ...facts };
  for (const key of TEXTS) {
    const text = before[key];
    if (typeof text === 'string') undone[key] = text;
  }
  if ('phone' in before) undone.phone = textOrNull(before.phone);
  if ('email' in before) undone.email = textOrNull(before.email);
  if (before.type === 'lead' || before.type === 'customer') undone.type = before.type;
  if (typeof before.isActive === 'boolean') undone.isActive = before.isActive;
  if (isJson(before.fields)) undone.answers = { ...facts.answers, ...answersOf(before.fields) };
  return undone;
}

function answersOf(fields: Json): Record<string, FieldValue> {
  return Object.fromEntries(
    Object.entries(fields).map(([id, fact]) => [id, answerOf(isJson(fact) ? fact.value : null)]),
  );
}

function answerOf(value: unknown): FieldValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

/** An id in an event's facts; null for anything else. */
export function idOf(value: unknown): number | null {
  const id = typeof value === 'string' ? Number(value) : value;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}

function instantOf(value: unknown): number | null {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
