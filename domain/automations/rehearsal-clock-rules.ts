import { factsAt, idOf, type Past, type PastMessage } from './rehearsal-facts-rules.ts';
import type { Trigger, TriggerOf } from './types.ts';

/** How time is counted: by working hours, and in days of the workspace's time zone. */
export type Clock = {
  /** When so many (working) hours have passed since a moment. */
  hoursLater: (since: number, hours: number, inWorkingTime: boolean) => number;
  /** When `time` comes on the day that is `offsetDays` after a date, each year or once, within the rehearsed period. */
  datesOf: (date: string, trigger: TriggerOf<'date_arrives'>) => readonly number[];
};

const DAY = 86_400_000;

/** The moments that a trigger of time would have found in a contact's history, in order. */
export function clockMomentsOf(trigger: Trigger, past: Past, clock: Clock): number[] {
  switch (trigger.kind) {
    case 'days_in_status':
      return staysOf(past)
        .filter(({ statusId }) => trigger.statusIds.length === 0 || trigger.statusIds.includes(statusId))
        .map(({ since, until }) => ({ due: since + trigger.days * DAY, until }))
        .filter(isOverdue)
        .map(({ due }) => due);
    case 'no_answer_from_us':
    case 'no_answer_from_them': {
      const { hours, inWorkingTime } = trigger;
      const due = (since: number) => clock.hoursLater(since, hours, inWorkingTime);
      return silencesOf(trigger.kind, past)
        .flatMap(
          (waits) => waits.map(({ since, until }) => ({ due: due(since), until })).find(isOverdue) ?? [],
        )
        .map((one) => one.due)
        .sort((a, b) => a - b);
    }
    case 'date_arrives':
      return dateMoments(trigger, past, clock);
    default:
      return [];
  }
}

type Span = { since: number; until: number };

/** How long a contact was in each status; the last stay has not ended. */
function staysOf({ events, now }: Past): (Span & { statusId: number })[] {
  const moves = events.filter(({ kind }) => kind === 'contact.status_changed');
  const stays: (Span & { statusId: number })[] = [];
  for (const [place, { at, before }] of moves.entries()) {
    const statusId = idOf(before.statusId);
    const stored = typeof before.statusSince === 'string' ? Date.parse(before.statusSince) : Number.NaN;
    const since = Number.isNaN(stored) ? (moves[place - 1]?.at ?? now.createdAt) : stored;
    if (statusId !== null) stays.push({ statusId, since, until: at });
  }
  return [...stays, { statusId: now.statusId, since: now.statusSince, until: Number.POSITIVE_INFINITY }];
}

const isOverdue = ({ due, until }: { due: number; until: number }) => due < until;

/** How long one side waited for the other, in each conversation; of one silence the first wait that is long enough counts. */
function silencesOf(kind: 'no_answer_from_us' | 'no_answer_from_them', past: Past): Span[][] {
  const numbers = new Set(past.messages.map(({ numberId }) => numberId));
  return [...numbers].flatMap((id) => {
    const said = past.messages.filter(({ numberId }) => numberId === id);
    return kind === 'no_answer_from_us' ? theirWaits(said, past) : ourWaits(said);
  });
}

/** From the first of their messages until we write. Who wants no messages waits for none. */
function theirWaits(said: readonly PastMessage[], past: Past): Span[][] {
  const spans: Span[][] = [];
  let since: number | null = null;
  for (const { isTheirs, at } of said) {
    if (isTheirs && factsAt(past, at).optedOutAt === null) since ??= at;
    if (isTheirs || since === null) continue;
    spans.push([{ since, until: at }]);
    since = null;
  }
  return since === null ? spans : [...spans, [{ since, until: Number.POSITIVE_INFINITY }]];
}

/** From each of our messages until somebody writes; until they do it is one silence. */
function ourWaits(said: readonly PastMessage[]): Span[][] {
  const silences: Span[][] = [[]];
  for (const [place, { isTheirs, at }] of said.entries()) {
    if (isTheirs) silences.push([]);
    else silences.at(-1)?.push({ since: at, until: said[place + 1]?.at ?? Number.POSITIVE_INFINITY });
  }
  return silences;
}

/** Of dates that stood in the contact when they came. */
function dateMoments(trigger: TriggerOf<'date_arrives'>, past: Past, clock: Clock): number[] {
  const { fieldId } = trigger;
  const dates = new Set(
    [past.now.answers[fieldId], ...past.events.map(({ before }) => earlierAnswer(before, fieldId))].filter(
      (value) => typeof value === 'string',
    ),
  );
  return [...dates]
    .flatMap((date) =>
      clock.datesOf(date, trigger).filter((at) => factsAt(past, at).answers[fieldId] === date),
    )
    .sort((a, b) => a - b);
}

function earlierAnswer({ fields }: Past['events'][number]['before'], fieldId: number): unknown {
  const fact = typeof fields === 'object' && fields !== null ? Reflect.get(fields, fieldId) : null;
  return typeof fact === 'object' && fact !== null ? Reflect.get(fact, 'value') : null;
}
