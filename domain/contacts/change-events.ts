import type { ContactEventKind } from '#db/values.ts';
import type { ContactEvent } from '../events.ts';
import { answerFacts } from '../fields/answers.ts';
import type { ChangedAnswer } from '../fields/sent.ts';
import type { ContactFacts } from './input.ts';

/** What a contact was before a change of `changed`. */
type Before = ContactFacts & { statusSince: Date };

const OWN_EVENT: Partial<Record<keyof ContactFacts, ContactEventKind>> = {
  statusId: 'contact.status_changed',
  originId: 'contact.origin_changed',
  ownerId: 'contact.owner_changed',
};

/**
 * One event for the details together, answers to custom fields (under `fields`) among them, and one for each of status, origin and owner, which
 * others listen to.
 */
export function changeEvents(
  contactId: number,
  changed: (keyof ContactFacts)[],
  before: Before,
  after: ContactFacts,
  answers: ChangedAnswer[] = [],
): ContactEvent[] {
  const details = changed.filter((field) => !OWN_EVENT[field]);
  const events: ContactEvent[] = [];
  if (details.length + answers.length > 0) {
    const had = answers.map((answer) => ({ field: answer.field, value: answer.before }));
    const fields = answers.length > 0 ? { from: answerFacts(had), to: answerFacts(answers) } : null;
    events.push({
      contactId,
      kind: 'contact.updated',
      before: { ...pick(before, details), ...(fields && { fields: fields.from }) },
      after: { ...pick(after, details), ...(fields && { fields: fields.to }) },
    });
  }
  for (const field of changed) {
    const kind = OWN_EVENT[field];
    if (!kind) continue;
    const since = field === 'statusId' ? { statusSince: before.statusSince } : {};
    events.push({
      contactId,
      kind,
      before: { [field]: before[field], ...since },
      after: pick(after, [field]),
    });
  }
  return events;
}

/** Some fields of an object. */
export function pick<T extends object>(from: T, fields: (keyof T)[]): Partial<T> {
  return Object.fromEntries(fields.map((field) => [field, from[field]])) as Partial<T>;
}
