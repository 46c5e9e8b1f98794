import type { MissReason } from '#db/automation-values.ts';
import { localDay } from '#lib/dates.ts';
import type { SendOutcome, Start, Walk, WalkEnd, WalkStep } from './rehearsal-types.ts';

const QUARTER = 900_000;

type Tally<Key extends string> = Partial<Record<Key, number>>;

/** What a step of the automation would have done, over all runs. */
export type StepReport = {
  key: string;
  /** How many runs came to it. */
  runs: number;
  sends: Tally<SendOutcome>;
  /** How many found the contact to be so already. */
  same: number;
  then: number;
  otherwise: number;
  /** Waits that an answer ended, and those that went on at the end of the rehearsal. */
  answered: number;
  waiting: number;
};

export type RehearsalReport = {
  /** How many moments fitted the trigger, and how many of them would have begun a run, for how many people. */
  moments: number;
  runs: number;
  contacts: number;
  missed: Tally<MissReason>;
  ends: Tally<WalkEnd>;
  /** People by what would have become of their messages. */
  sends: Tally<SendOutcome>;
  /** By local day (YYYY-MM-DD): runs that begin there, and messages that go out there. */
  days: { day: string; runs: number; messages: number }[];
  steps: StepReport[];
  setsOff: { automationId: number; runs: number; contacts: number }[];
};

/** Sums up what a rehearsal found; every day of `days` is there, also one on which nothing would have happened. */
export function reportOf(
  starts: readonly Start[],
  days: readonly string[],
  timeZone: string,
): RehearsalReport {
  const book = new Book(days);
  for (const start of starts) book.add(start, timeZone);
  return book.report();
}

class Book {
  readonly #runs = new Map<string, { runs: number; messages: number }>();
  readonly #steps = new Map<string, StepReport>();
  readonly #contacts = new Set<number>();
  readonly #setsOff = new Map<number, { runs: number; contacts: Set<number> }>();
  readonly #missed: Tally<MissReason> = {};
  readonly #ends: Tally<WalkEnd> = {};
  readonly #sends: Tally<SendOutcome> = {};
  readonly #dayOf = new Map<number, string>();
  #moments = 0;
  #total = 0;

  constructor(days: readonly string[]) {
    for (const day of days) this.#runs.set(day, { runs: 0, messages: 0 });
  }

  add({ contactId, at, missed, walk }: Start, timeZone: string): void {
    this.#moments += 1;
    if (missed !== null) count(this.#missed, missed);
    if (!walk) return;
    this.#total += 1;
    this.#contacts.add(contactId);
    count(this.#ends, walk.end);
    this.#day(at, timeZone).runs += 1;
    for (const done of walk.trail) {
      this.#addStep(done);
      if (done.send) count(this.#sends, done.send);
      if (done.send === 'text' || done.send === 'template') this.#day(done.at, timeZone).messages += 1;
    }
    for (const id of othersOf(walk)) this.#addOther(id, contactId);
  }

  #day(at: number, timeZone: string) {
    // Asking the calendar takes long; zones shift by quarters of an hour at the least.
    const quarter = Math.floor(at / QUARTER);
    const day = this.#dayOf.get(quarter) ?? localDay(quarter * QUARTER, timeZone);
    this.#dayOf.set(quarter, day);
    const known = this.#runs.get(day) ?? { runs: 0, messages: 0 };
    this.#runs.set(day, known);
    return known;
  }

  #addStep({ key, kind, send, isSame, taken, isAnswered, endsAt }: WalkStep): void {
    const step = this.#steps.get(key) ?? emptyStep(key);
    this.#steps.set(key, step);
    step.runs += 1;
    if (send) count(step.sends, send);
    step.same += Number(isSame === true);
    step.then += Number(taken === 'then');
    step.otherwise += Number(taken === 'otherwise');
    step.answered += Number(isAnswered === true);
    step.waiting += Number(kind === 'wait' && endsAt === null);
  }

  #addOther(id: number, contactId: number): void {
    const other = this.#setsOff.get(id) ?? { runs: 0, contacts: new Set<number>() };
    this.#setsOff.set(id, other);
    other.runs += 1;
    other.contacts.add(contactId);
  }

  report(): RehearsalReport {
    return {
      moments: this.#moments,
      runs: this.#total,
      contacts: this.#contacts.size,
      missed: this.#missed,
      ends: this.#ends,
      sends: this.#sends,
      days: [...this.#runs]
        .map(([day, counts]) => ({ day, ...counts }))
        .sort((a, b) => (a.day < b.day ? -1 : 1)),
      steps: [...this.#steps.values()],
      setsOff: [...this.#setsOff]
        .map(([automationId, { runs, contacts }]) => ({ automationId, runs, contacts: contacts.size }))
        .sort((a, b) => b.runs - a.runs || a.automationId - b.automationId),
    };
  }
}

/** The automations that a run would have set off, each once. */
export function othersOf({ trail }: Walk): number[] {
  const all = trail.flatMap(({ setsOff = [] }) => setsOff);
  return all.length > 1 ? [...new Set(all)] : all;
}

function emptyStep(key: string): StepReport {
  return { key, runs: 0, sends: {}, same: 0, then: 0, otherwise: 0, answered: 0, waiting: 0 };
}

function count<Key extends string>(tally: Tally<Key>, key: Key): void {
  tally[key] = (tally[key] ?? 0) + 1;
}
