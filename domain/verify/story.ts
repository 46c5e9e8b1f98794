/** A contact's stay in a status, as its history tells; instants in milliseconds, days as the workspace's clocks have them. */
export type Stay = {
  statusId: number;
  /** Null: it arrived there, or came back. */
  fromId: number | null;
  since: number;
  day: string;
  /** Null: it lasts. */
  until: number | null;
  untilDay: string | null;
  /** The member who moved it. */
  by: number | null;
};

export type Touch = {
  id: number;
  originId: number;
  at: number;
  campaign: { kind: 'ad' | 'link'; key: string } | null;
};

/** What happened to one contact, read from what is never changed. */
export type Story = {
  id: number;
  /** Null: it is in the list no more. */
  contact: {
    originId: number;
    ownerId: number | null;
    isActive: boolean;
    createdAt: number;
    createdDay: string;
    statusId: number;
    statusSince: number;
  } | null;
  stays: Stay[];
  /** Changes of its origin, the oldest first. */
  originChanges: { from: number | null; to: number | null; changeId: string | null }[];
  /** Those that count, the oldest first. */
  touches: Touch[];
  /** From their first message to our first one after it; null: there is none. */
  answerSeconds: number | null;
  /** Tasks that are not done. */
  tasks: { personId: number | null; dueAt: number | null }[];
};

/** An event of the history, as far as stories need it. */
export type ToldEvent = {
  kind: string;
  at: number;
  by: number | null;
  changeId: string | null;
  before: { statusId: number | null; originId: number | null };
  after: { statusId: number | null; originId: number | null; intoId: number | null };
};

const COMINGS = ['contact.created', 'contact.status_changed', 'contact.restored', 'contact.split'];
const GOINGS = ['contact.deleted', 'contact.erased'];

/** The stays that a contact's events tell of, one after the other. Two transactions may commit in another order than they began: time never runs backwards. */
export function staysOf(events: readonly ToldEvent[], dayOf: (at: number) => string): Stay[] {
  const stays: Stay[] = [];
  let open: Stay | null = null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { kind, at, by, before, after } of events) {
    const comes = COMINGS.includes(kind) && !(kind === 'contact.split' && after.statusId === null);
    const goes = GOINGS.includes(kind) || (kind === 'contact.merged' && after.intoId !== null);
    if (!comes && !goes) continue;
    latest = Math.max(latest, at);
    const day = dayOf(latest);
    if (open) Object.assign(open, { until: latest, untilDay: day });
    open = null;
    if (!comes || after.statusId === null) continue;
    const fromId = kind === 'contact.status_changed' ? before.statusId : null;
    open = { statusId: after.statusId, fromId, since: latest, day, until: null, untilDay: null, by };
    stays.push(open);
  }
  return stays;
}

type SaidMessage = { direction: string; state: string; at: number };

/** Seconds until the first of theirs was answered; `messages` in order. */
export function answerSeconds(messages: readonly SaidMessage[]): number | null {
  const asked = messages.find(({ direction }) => direction === 'in');
  const answer = messages.find(
    ({ direction, state, at }) =>
      direction === 'out' &&
      state !== 'failed' &&
      state !== 'cancelled' &&
      asked !== undefined &&
      at >= asked.at,
  );
  return asked && answer ? (answer.at - asked.at) / 1_000 : null;
}

/** Touches that none decided anew, in order. */
export function touchesThatCount(touches: readonly (Touch & { supersedesId: number | null })[]): Touch[] {
  const superseded = new Set(touches.map(({ supersedesId }) => supersedesId));
  return touches.filter(({ id }) => !superseded.has(id)).toSorted((a, b) => a.at - b.at || a.id - b.id);
}

/** The local day of instants, as Intl alone tells it. */
export function dayTeller(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (at) => format.format(Math.floor(at));
}
