import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { isNewEnough } from '#scripts/support/runtime.mjs';

test.each([
  ['18.19.1', false],
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.0.0', true],
  ['26.1.0', true],
])('Node %s runs TypeScript as it is: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test.each([[[]], [['nothing']], [['../evil']]])('%j is answered with how to use it', (args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/bootstrap.mjs', ...args], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(/^Usage: [^\n]+\n$/);
  expect(stdout).toBe('');
  expect(status).toBe(1);
});
