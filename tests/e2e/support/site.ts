import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { expect } from 'playwright/test';
import { freePort } from '#scripts/support/ports.ts';
import { createTestDatabase } from '../../support/database.ts';

/** A second site of the same build, with settings and an empty database of its own. */
export async function startSite(settings: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const secret = () => randomBytes(32).toString('base64');
  const web = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'scripts/web.ts'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      APP_URL: address,
      DATABASE_URL: database.url,
      AUTH_SECRET: secret(),
      ENCRYPTION_KEY: secret(),
      DEMO: '0',
      ...settings,
    },
    stdio: 'ignore',
  });
  const isReady = () =>
    fetch(`${address}/api/ready`).then(
      (response) => response.ok,
      () => false,
    );
  await expect.poll(isReady, { timeout: 20_000 }).toBe(true);
  const stop = async () => {
    if (web.exitCode === null) {
      const ended = new Promise((resolve) => web.once('exit', resolve));
      web.kill('SIGKILL');
      await ended;
    }
    await database.drop();
  };
  return { address, databaseUrl: database.url, stop };
}

export type Site = Awaited<ReturnType<typeof startSite>>;
