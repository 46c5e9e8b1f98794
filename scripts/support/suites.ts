import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ENV_NAMES } from '#lib/env.ts';
import { buildSite } from './build.ts';
import { ensureChromium } from './chromium.ts';
import { LaunchError } from './launch-error.ts';
import { freePort } from './ports.ts';
import { report } from './progress.ts';
import { type Outcome, runNode } from './run-program.ts';
import { flakyTests, type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

type Suite = {
  /** What to narrow the run down to, as the runner takes it. */
  filters: string[];
  /** The maintenance database of a server made for tests. */
  serverUrl: string;
  signal: AbortSignal;
};

const UNIT_REPORT = '.tmp/unit.json';
const BROWSER_REPORT = '.tmp/browser.json';
const PRODUCT_LOG = '.tmp/browser-product.log';

/** Runs everything under tests/ that needs no browser. */
export async function runUnitTests({ filters, serverUrl, signal }: Suite): Promise<Tally> {
  rmSync(UNIT_REPORT, { force: true });
  const { code } = await runNode({
    args: ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...reporters(), ...filters],
    env: { ...cleanEnvironment(), NODE_ENV: 'test', TEST_DATABASE_URL: serverUrl },
    isShown: true,
    signal,
  });
  return tallyVitest(readReport(UNIT_REPORT), code);
}

function reporters(): string[] {
  return ['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_REPORT}`];
}

/** Runs the browser tests against the built product, on a database and a data folder of its own. */
export async function runBrowserTests(
  { filters, serverUrl, signal }: Suite,
  databaseUrl: string,
): Promise<Tally> {
  const chromium = await ensureChromium(signal);
  await buildSite(signal);
  rmSync(BROWSER_REPORT, { force: true });
  const product = await startProduct(databaseUrl, signal);
  try {
    const { code } = await runNode({
      args: ['node_modules/playwright/cli.js', 'test', '--pass-with-no-tests', ...filters],
      env: {
        ...cleanEnvironment(),
        CHROMIUM_PATH: chromium,
        E2E_BASE_URL: product.address,
        E2E_DATABASE_URL: databaseUrl,
        E2E_REPORT: BROWSER_REPORT,
        E2E_RETRIES: retriesOf(filters),
        TEST_DATABASE_URL: serverUrl,
      },
      isShown: true,
      signal,
    });
    const result = readReport(BROWSER_REPORT);
    for (const name of flakyTests(result)) report(`Passed at a later try only, so look into it: ${name}`);
    return tallyPlaywright(result, code);
  } finally {
    await product.stop();
  }
}

/** Of hundreds, one that a busy machine upset is tried again (the recording of the second try slows it down as well) and named; one that is being worked on must not need it. */
function retriesOf(filters: string[]): string {
  return filters.length === 0 ? '2' : '0';
}

async function startProduct(databaseUrl: string, signal: AbortSignal) {
  const dataDir = '.tmp/browser-data';
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { recursive: true });
  const port = await freePort();
  const ending = new AbortController();
  const ended: Promise<Outcome> = runNode({
    args: ['--disable-warning=ExperimentalWarning', 'scripts/start.ts'],
    env: {
      ...cleanEnvironment(),
      PORT: String(port),
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl,
      DEMO: '1',
    },
    log: PRODUCT_LOG,
    signal: AbortSignal.any([signal, ending.signal]),
  });
  const stop = async () => {
    ending.abort();
    await ended;
  };
  const address = `http://localhost:${port}`;
  const died = ended.then(({ output }) => {
    if (ending.signal.aborted) return;
    throw new LaunchError(`The product did not start:\n${output.slice(-4000)}`);
  });
  await Promise.race([untilReady(`${address}/api/ready`, signal), died]);
  died.catch((error: Error) => report(error.message));
  return { address, stop };
}

async function untilReady(address: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const isReady = await fetch(address).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Ours without the developer's settings: empty ones, so that `.env` does not fill them in either. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, ...Object.fromEntries(ENV_NAMES.map((name) => [name, ''])) };
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}
