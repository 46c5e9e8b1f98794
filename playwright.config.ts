import { defineConfig } from 'playwright/test';
import { CHROMIUM_FLAGS, findChromium } from '#scripts/support/chromium.ts';

/** See decision 045. */
const RETRIES = Number(process.env.E2E_RETRIES ?? 0);

/** `npm test -- e2e` sets the addresses; by hand, `npx playwright test` drives what `npm start` runs. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.tmp/browser-results',
  workers: 2,
  fullyParallel: false,
  retries: RETRIES,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: process.env.E2E_REPORT ?? '.tmp/browser.json' }]],
  use: {
    baseURL: process.env.E2E_BASE_URL ?? 'http://localhost:3000',
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    // Recording costs a third of the time: of whole runs, only what failed once is recorded, at its second try.
    trace: RETRIES > 0 ? 'on-first-retry' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findChromium(), args: CHROMIUM_FLAGS },
  },
});
