import { expect, test } from 'vitest';
import { addUp, flakyTests, tallyPlaywright, tallyVitest } from '#scripts/support/tally.ts';

const good = { status: 'passed', assertionResults: [{}] };
const unloaded = { status: 'failed', assertionResults: [] };

test.each([
  ['a run without failures', { numPassedTests: 5, numFailedTests: 0, testResults: [good] }, 0, [5, 0]],
  ['failed tests', { numPassedTests: 5, numFailedTests: 2, testResults: [] }, 1, [5, 2]],
  [
    'a file that could not be loaded',
    { numPassedTests: 5, numFailedTests: 0, testResults: [unloaded] },
    1,
    [5, 1],
  ],
  ['an error outside any test', { numPassedTests: 5, numFailedTests: 0, testResults: [good] }, 1, [5, 1]],
  ['a run that left no report', undefined, 1, [0, 1]],
  ['a run that was killed', undefined, null, [0, 1]],
])('vitest: %s', (_, report, exitCode, [passed, failed]) => {
  expect(tallyVitest(report, exitCode)).toEqual({ passed, failed });
});

test.each([
  ['a run without failures', { stats: { expected: 3, unexpected: 0, flaky: 0 } }, 0, [3, 0]],
  ['failed and flaky tests', { stats: { expected: 3, unexpected: 1, flaky: 1 } }, 1, [4, 1]],
  ['flaky tests alone', { stats: { expected: 3, unexpected: 0, flaky: 2 } }, 0, [5, 0]],
  ['a run that left no report', undefined, 1, [0, 1]],
])('playwright: %s', (_, report, exitCode, [passed, failed]) => {
  expect(tallyPlaywright(report, exitCode)).toEqual({ passed, failed });
});

test('tallies add up', () => {
  expect(
    addUp([
      { passed: 1, failed: 2 },
      { passed: 3, failed: 0 },
    ]),
  ).toEqual({ passed: 4, failed: 2 });
  expect(addUp([])).toEqual({ passed: 0, failed: 0 });
});

test('tests that needed a second try are named', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const report = {
    suites: [
      {
        title: 'pipeline.spec.ts',
        specs: [spec('opens', 'expected'), spec('drags', 'flaky')],
        suites: [{ title: 'on a phone', specs: [spec('swipes', 'flaky'), spec('fails', 'unexpected')] }],
      },
    ],
  };
  expect(flakyTests(report)).toEqual(['pipeline.spec.ts › drags', 'pipeline.spec.ts › on a phone › swipes']);
  expect(flakyTests(undefined)).toEqual([]);
});
