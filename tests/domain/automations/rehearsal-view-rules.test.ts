import { describe, expect, test } from 'vitest';
import type { Start, WalkStep } from '#domain/automations/rehearsal-types.ts';
import { isShown, parseRehearsalView, rehearsalHref } from '#domain/automations/rehearsal-view-rules.ts';

const USUAL = { shown: { kind: 'runs' }, day: null, page: 1, open: null, since: 0 };

describe('an address and its view', () => {
  test.each([
    ['', USUAL],
    [
      'show=template&day=2026-03-01&page=3',
      { ...USUAL, shown: { kind: 'send', outcome: 'template' }, day: '2026-03-01', page: 3 },
    ],
    ['show=missed-repeat', { ...USUAL, shown: { kind: 'missed', reason: 'repeat' } }],
    ['show=sets-off-12', { ...USUAL, shown: { kind: 'setsOff', automationId: 12 } }],
    [
      'show=waiting&since=5&moment=7-99',
      { ...USUAL, shown: { kind: 'waiting' }, since: 5, open: { contactId: 7, at: 99 } },
    ],
  ])('%s', (query, view) => {
    expect(parseRehearsalView(Object.fromEntries(new URLSearchParams(query)))).toEqual(view);
    const [, spelt = ''] = rehearsalHref(view as typeof USUAL & { shown: { kind: 'runs' } }).split('?');
    expect(parseRehearsalView(Object.fromEntries(new URLSearchParams(spelt)))).toEqual(view);
  });

  test.each(['show=x', 'day=1&page=-1', 'page=1e9', 'moment=1', 'moment=a-b', 'since=x', 'show=sets-off-'])(
    '%s is as usual',
    (query) => {
      expect(parseRehearsalView(Object.fromEntries(new URLSearchParams(query)))).toEqual(USUAL);
    },
  );

  test('a parameter given twice says nothing', () => {
    expect(parseRehearsalView({ show: ['waiting', 'text'] })).toEqual(USUAL);
  });
});

describe('which moments belong to a view', () => {
  const at = Date.parse('2026-03-01T02:00:00Z');
  const step = (facts: Partial<WalkStep>): WalkStep => ({ key: 'a', kind: 'send', at, ...facts });
  const ran: Start = {
    contactId: 1,
    eventId: 1,
    at,
    missed: null,
    walk: { trail: [step({ send: 'text' }), step({ setsOff: [3] })], end: 'waiting', at },
  };
  const missed: Start = { contactId: 2, eventId: 2, at, missed: 'hours', walk: null };

  test.each([
    ['', true, false],
    ['show=text', true, false],
    ['show=template', false, false],
    ['show=waiting', true, false],
    ['show=sets-off-3', true, false],
    ['show=sets-off-4', false, false],
    ['show=missed-hours', false, true],
    ['show=missed-repeat', false, false],
    // Still February in São Paulo.
    ['day=2026-02-28', true, false],
    ['day=2026-03-01', false, false],
  ])('%s', (query, isRan, isMissed) => {
    const view = parseRehearsalView(Object.fromEntries(new URLSearchParams(query)));
    expect([ran, missed].map((one) => isShown(one, view, 'America/Sao_Paulo'))).toEqual([isRan, isMissed]);
  });
});
