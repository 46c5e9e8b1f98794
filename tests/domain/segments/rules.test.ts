import { expect, test } from 'vitest';
import { contactFilterParams, parseContactFilter, readableQuery } from '#domain/contacts/filter.ts';
import { toSegmentFilter } from '#domain/segments/rules.ts';

const filter = (query: string) => parseContactFilter(Object.fromEntries(new URLSearchParams(query)));
const kept = (query: string, within?: string) => {
  const result = toSegmentFilter(filter(query), within === undefined ? null : filter(within));
  return typeof result === 'string' ? result : readableQuery(contactFilterParams(result));
};

test.each([
  [
    'quick filters become conditions',
    'status=2,1&owner=none&type=lead&active=no',
    'filter=all(type.is:lead;active.no;status.is:1,2;owner.is:none)',
  ],
  ['a period', 'from=2026-01-01&to=2026-01-31', 'filter=all(created.between:2026-01-01,2026-01-31)'],
  ['an open period: the same days', 'from=2026-03-01', 'filter=all(created.after:2026-02-28)'],
  ['the other end', 'to=2026-02-28', 'filter=all(created.before:2026-03-01)'],
  ['beside conditions', 'status=1&filter=all(optout.no)', 'filter=all(status.is:1;optout.no)'],
  [
    'conditions of which any is enough become a group',
    'status=1&filter=any(optout.no;email.filled)',
    'filter=all(status.is:1;any(email.filled;optout.no))',
  ],
  [
    'alone they stay what they are',
    'filter=any(optout.no;all(email.filled;active.yes))',
    'filter=any(optout.no;all(email.filled;active.yes))',
  ],
  ['a search stays', 'q=ana', 'q=ana'],
  ['nothing asked', '', 'segment_empty'],
  ['not understood', 'filter=all(shoe.is:1)', 'segment_unread'],
  [
    'a group within a group',
    'status=1&filter=any(optout.no;all(email.filled;active.yes))',
    'segment_too_deep',
  ],
])('%s', (_what, query, expected) => expect(kept(query)).toBe(expected));

test.each([
  ['both hold', 'status=1', 'filter=all(optout.no)', 'filter=all(status.is:1;optout.no)'],
  ['both searches hold', 'q=ana', 'q=souza', 'q=ana+souza'],
  [
    'two of which any is enough are two groups',
    'filter=any(active.yes;optout.no)',
    'filter=any(type.is:lead;email.filled)',
    'filter=all(any(active.yes;optout.no);any(email.filled;type.is:lead))',
  ],
])('within a segment: %s', (_what, query, within, expected) => expect(kept(query, within)).toBe(expected));
