/** What is known of whether a contact wants messages. */
export type Wish = {
  optedOutAt: Date | null;
  /** Their newest message that is known. */
  lastMessageAt: Date | null;
  /** When they were last let in again. */
  optedInAt: Date | null;
};

/** How a person says it: by a word, by Meta's own switch, by Meta refusing a message of ours, or by just writing again. */
const SAYINGS = ['by_word', 'by_switch', 'by_refusal', 'by_writing'] as const;
export type Saying = (typeof SAYINGS)[number];

/** The code that an event's cause is, or null where it is none. */
export function causeCode(cause: string | undefined): Saying | null {
  return SAYINGS.find((one) => one === cause) ?? null;
}

/** What a contact's wish is then, and the event that it takes. */
export type Said = { optedOutAt: Date | null; event: 'contact.opted_out' | 'contact.opted_in' | null };

/**
 * What follows from a person saying at `at` that they want no more messages, or writing (or switching them on) again. It may be told late and in any
 * order: what was said last counts, and of one and the same second, to be left alone.
 */
export function heed(wish: Wish, { at, isOut }: { at: Date; isOut: boolean }): Said {
  const { optedOutAt, lastMessageAt, optedInAt } = wish;
  if (!isOut) {
    const isUndone = optedOutAt !== null && at > optedOutAt;
    return { optedOutAt: isUndone ? null : optedOutAt, event: isUndone ? 'contact.opted_in' : null };
  }
  if (optedOutAt !== null) return { optedOutAt: at > optedOutAt ? at : optedOutAt, event: null };
  const isOutdated = (lastMessageAt !== null && lastMessageAt > at) || (optedInAt !== null && optedInAt > at);
  return isOutdated ? { optedOutAt: null, event: null } : { optedOutAt: at, event: 'contact.opted_out' };
}
