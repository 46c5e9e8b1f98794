import { expect, test } from 'vitest';
import { callbackProblem, healthOf, qualityOf } from '#domain/whatsapp/number-rules.ts';

const well = {
  state: 'connected' as const,
  isTokenReadable: true,
  isVouched: true,
  isElsewhere: false,
  subscribeError: null,
  lastError: null,
  lastWebhookAt: new Date(),
};

test.each([
  ['working', {}],
  ['silent', { lastWebhookAt: null }],
  ['failing', { lastError: { code: 100 } }],
  ['unsubscribed', { subscribeError: { kind: 'unreachable' } }],
  ['unproven', { isVouched: false, subscribeError: { kind: 'unreachable' } }],
  ['failing', { isVouched: false, lastError: { code: 190 } }],
  ['elsewhere', { isVouched: false, isElsewhere: true, state: 'stopped' as const }],
  ['stopped', { lastError: { code: 190 }, state: 'stopped' as const }],
  ['no_token', { state: 'stopped' as const, isTokenReadable: false }],
])('%s', (health, facts) => {
  expect(healthOf({ ...well, ...facts })).toBe(health);
});

test.each([
  ['GREEN', 'high'],
  ['YELLOW', 'medium'],
  ['RED', 'low'],
  ['UNKNOWN', 'unknown'],
  ['constructor', 'unknown'],
  [null, 'unknown'],
])('quality %s is %s', (word, quality) => {
  expect(qualityOf(word)).toBe(quality);
});

test.each([
  ['https://crm.empresa.com.br', null],
  ['http://crm.empresa.com.br', 'not_https'],
  ['http://localhost:3000', 'local'],
  ['https://localhost', 'local'],
  ['http://127.0.0.1:3000', 'local'],
  ['https://192.168.0.4', 'local'],
  ['https://172.20.1.1', 'local'],
  ['https://172.40.1.1', null],
  ['https://[::1]:3000', 'local'],
  ['https://crm', 'local'],
  ['https://crm.local', 'local'],
])('Meta and %s: %s', (address, problem) => {
  expect(callbackProblem(address)).toBe(problem);
});
