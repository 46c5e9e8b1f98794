import { report } from './progress.ts';
import { runNode } from './run-program.ts';
import type { Tally } from './tally.ts';

const SOURCES = ['app', 'components', 'db', 'domain', 'lib', 'scripts', 'worker'];

const CHECKS: { name: string; args: string[] }[] = [
  {
    name: 'format and lint',
    args: ['node_modules/@biomejs/biome/bin/biome', 'ci', '--colors=off', '--max-diagnostics=200'],
  },
  { name: 'route types', args: ['node_modules/next/dist/bin/next', 'typegen'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  { name: 'unused code', args: ['node_modules/knip/bin/knip.js'] },
  {
    name: 'imports',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...SOURCES,
    ],
  },
];

/** Runs what looks at the code without running it; each check counts as one test. */
export async function runChecks(signal: AbortSignal): Promise<Tally> {
  const tally: Tally = { passed: 0, failed: 0 };
  for (const { name, args } of CHECKS) {
    if (signal.aborted) break;
    const started = performance.now();
    const { code, output } = await runNode({ args, signal });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    report(`  ${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code === 0) tally.passed += 1;
    else {
      tally.failed += 1;
      report(output);
    }
  }
  return tally;
}
