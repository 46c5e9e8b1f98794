import type { ContactEventKind } from '#db/values.ts';
import type { ShownEvent, ShownValue } from './timeline-view.ts';

/** The key of an event's sentence under `events`, and what stands in its places. */
export type Sentence = { key: SentenceKey; from: ShownValue; to: ShownValue };
type SentenceKey =
  | ContactEventKind
  | 'contact.owner_given'
  | 'contact.owner_taken'
  | 'contact.merged_into'
  | 'contact.split_from'
  | 'contact.identity_given'
  | 'contact.identity_received';

/** How an event reads: an owner given to somebody new, and the two sides of merging, splitting and moving a phone, read differently. */
export function sentenceOf({ kind, changes }: ShownEvent): Sentence {
  const of = (field: string) => changes.find((change) => change.field === field);
  const [first] = changes;
  const plain = { from: first?.from ?? null, to: first?.to ?? null };
  const from = of('fromId');
  const into = of('intoId');
  switch (kind) {
    case 'contact.owner_changed':
      if (!first?.from) return { key: 'contact.owner_given', ...plain };
      return { key: first.to ? kind : 'contact.owner_taken', ...plain };
    case 'contact.merged':
      if (into) return { key: 'contact.merged_into', from: null, to: into.to };
      return { key: kind, from: null, to: from?.to ?? null };
    case 'contact.split':
      if (into) return { key: 'contact.split_from', from: into.from, to: null };
      return { key: kind, from: null, to: from?.to ?? null };
    case 'contact.identity_moved': {
      const to = of('toId');
      if (to) return { key: 'contact.identity_given', from: null, to: to.to };
      const received = changes.find((change) => change.to !== null);
      return { key: 'contact.identity_received', from: from?.from ?? null, to: received?.to ?? null };
    }
    case 'contact.consent_given':
    case 'contact.consent_revoked': {
      const purpose = of('purpose');
      return { key: kind, from: purpose?.from ?? null, to: purpose?.to ?? null };
    }
    default:
      return { key: kind, ...plain };
  }
}
