/** How many tests passed and failed. */
export type Tally = { passed: number; failed: number };

export function addUp(tallies: Tally[]): Tally {
  const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
  return { passed: sum('passed'), failed: sum('failed') };
}

/**
 * Reads vitest's JSON report. A file that could not be loaded counts as one failed test.
 *
 * @param report the parsed file, or undefined when the run left none
 * @param exitCode of the run: a failure that the report does not show still counts
 */
export function tallyVitest(report: unknown, exitCode: number | null): Tally {
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    testResults = [],
  } = (report ?? {}) as {
    numPassedTests?: number;
    numFailedTests?: number;
    testResults?: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return withExitCode({ passed: numPassedTests, failed: numFailedTests + unloaded.length }, exitCode);
}

/**
 * Reads playwright's JSON report, as `tallyVitest` does vitest's. A test that passed at its second try counts as passed; `flakyTests` names
 * those.
 */
export function tallyPlaywright(report: unknown, exitCode: number | null): Tally {
  const { stats } = (report ?? {}) as { stats?: { expected: number; unexpected: number; flaky: number } };
  const { expected = 0, unexpected = 0, flaky = 0 } = stats ?? {};
  return withExitCode({ passed: expected + flaky, failed: unexpected }, exitCode);
}

type Suite = { title: string; specs?: { title: string; tests: { status: string }[] }[]; suites?: Suite[] };

/** The tests of playwright's JSON report that passed at their second try only, each as "file › title". */
export function flakyTests(report: unknown): string[] {
  const namesIn = ({ title, specs = [], suites = [] }: Suite): string[] => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map((spec) => `${title} › ${spec.title}`),
    ...suites.flatMap((inner) => namesIn({ ...inner, title: `${title} › ${inner.title}` })),
  ];
  return ((report ?? {}) as { suites?: Suite[] }).suites?.flatMap(namesIn) ?? [];
}

function withExitCode(tally: Tally, exitCode: number | null): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}
