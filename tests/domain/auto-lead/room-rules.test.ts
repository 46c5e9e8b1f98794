import { expect, test } from 'vitest';
import { mayMakeRoom } from '#domain/auto-lead/room-rules.ts';
import type { LiveUpdate } from '#domain/events.ts';

test.each<[LiveUpdate['subject'], boolean]>([
  ['contacts', true],
  ['status', true],
  ['member', true],
  ['auto_lead', true],
  ['workspace', true],
  ['import', true],
  ['bulk', true],
  ['conversation', false],
  ['webhook', false],
  ['segment', false],
])('a change of %s may make room: %s', (subject, isHeard) => {
  expect(mayMakeRoom({ workspaceId: 1, subject, ids: null })).toBe(isHeard);
});
