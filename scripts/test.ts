// npm test [-- checks|unit|e2e] [filter…]: everything there is to check, ending with one line of numbers.
import { existsSync } from 'node:fs';
import postgres from 'postgres';
import { runChecks } from './support/checks.ts';
import { startEmbeddedPostgres } from './support/embedded-postgres.ts';
import { LaunchError } from './support/launch-error.ts';
import { watchLauncher } from './support/process-identity.mjs';
import { report } from './support/progress.ts';
import { Shutdown } from './support/shutdown.ts';
import { runBrowserTests, runUnitTests } from './support/suites.ts';
import { addUp, type Tally } from './support/tally.ts';

const PARTS = ['checks', 'unit', 'e2e'] as const;
type Part = (typeof PARTS)[number];

const shutdown = new Shutdown();
const { signal } = shutdown;
const tallies: Tally[] = [];

/** Which parts to run, and what to narrow them down to. A filter alone is looked for in all tests. */
function readArguments(args: string[]): { parts: Part[]; filters: string[] } {
  const part = PARTS.find((name) => name === args[0]);
  if (part) return { parts: [part], filters: args.slice(1) };
  return { parts: args.length > 0 ? ['unit', 'e2e'] : [...PARTS], filters: args };
}

/** A part that cannot even run is one failed test. */
async function run(title: string, part: () => Promise<Tally>): Promise<void> {
  if (signal.aborted) return;
  const started = performance.now();
  report(`\n── ${title} ──`);
  try {
    tallies.push(await part());
  } catch (error) {
    report(
      error instanceof LaunchError ? error.message : String(error instanceof Error ? error.stack : error),
    );
    tallies.push({ passed: 0, failed: 1 });
  }
  report(`${title}: ${((performance.now() - started) / 1000).toFixed(0)} s`);
}

async function freshDatabase(serverUrl: string, name: string): Promise<string> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`drop database if exists ${sql(name)} with (force)`;
    await sql`create database ${sql(name)}`;
  } finally {
    await sql.end();
  }
  return new URL(`/${name}`, serverUrl).href;
}

async function main(): Promise<void> {
  const { parts, filters } = readArguments(process.argv.slice(2));
  if (parts.includes('checks')) await run('Checks', () => runChecks(signal));
  if (!parts.includes('unit') && !parts.includes('e2e')) return;
  const server = await startEmbeddedPostgres({
    dataDir: '.tmp/suite-postgres',
    purpose: 'test',
    database: 'postgres',
    report,
  });
  shutdown.onEnd(() => server.stop());
  const suite = { filters, serverUrl: server.url, signal };
  if (parts.includes('unit')) await run('Tests', () => runUnitTests(suite));
  if (parts.includes('e2e')) {
    await run('Browser tests', async () =>
      runBrowserTests(suite, await freshDatabase(server.url, 'chat_bot_browser')),
    );
  }
}

// For CHROMIUM_PATH; the tests themselves see none of it.
if (existsSync('.env')) process.loadEnvFile('.env');
shutdown.listen(() => process.exit(130));
watchLauncher(() => shutdown.request());
await main().catch((error: unknown) => {
  report(error instanceof LaunchError ? error.message : String(error));
  tallies.push({ passed: 0, failed: 1 });
});
const wasInterrupted = signal.aborted;
await shutdown.run();
const { passed, failed } = addUp(tallies);
const isNothing = passed + failed === 0;
if (isNothing) report('No test matches.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(wasInterrupted ? 130 : Number(failed > 0 || isNothing));
