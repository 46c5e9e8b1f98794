import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '#db/migrate.ts';
import { seedVolume } from '#domain/demo/volume.ts';
import { ENV_NAMES } from '#lib/env.ts';
import { startEmbeddedPostgres } from '../support/embedded-postgres.ts';
import { freePort } from '../support/ports.ts';
import { supervise } from '../support/supervise.ts';

/** The whole product in a throw-away folder: database, web and worker, each started again when it dies, as `npm start` does. */
export type Product = {
  url: string;
  dataDir: string;
  /** Where its pages are. */
  address: string;
  /** What webhooks are signed with. */
  metaSecret: string;
  /** What tokens are sealed with. */
  secret: string;
  /** While it is kept down, a database that died is not started again. */
  keepDown(isDown: boolean): void;
  /** Which processes run now. */
  stamps: { web?: string; worker?: string };
  stop(): Promise<void>;
};

const CONTACTS = 1_000;

/** Starts it, with a workspace and some contacts. `metaUrl`: where it is to find Meta; then it has no pages. Else the site must have been built. */
export async function startProduct(folder: string, { metaUrl }: { metaUrl?: string } = {}): Promise<Product> {
  const dataDir = resolve(folder);
  const database = `chaos_${process.pid}`;
  const server = await startEmbeddedPostgres({ dataDir, purpose: 'product', database });
  await migrate(server.url);
  await seedVolume(server.url, { contacts: CONTACTS, statuses: 7, origins: 20, workspaceId: null });
  const stopping = new AbortController();
  let isDown = false;
  const reviving = (async () => {
    while (!stopping.signal.aborted) {
      if (!isDown) await server.revive().catch(() => {});
      await sleep(250, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  const stamps: Product['stamps'] = {};
  const metaSecret = randomBytes(16).toString('hex');
  const address = `http://127.0.0.1:${await freePort()}`;
  const secret = randomBytes(32).toString('base64');
  const env = {
    ...environment(server.url, dataDir, address, { secret, metaSecret }),
    ...(metaUrl && { META_GRAPH_URL: metaUrl }),
  };
  const service = (name: 'web' | 'worker', file: string) =>
    supervise({
      name,
      args: [file],
      env: { ...env, CHAT_BOT_PROCESS: name },
      drainMilliseconds: 10_000,
      patience: Number.POSITIVE_INFINITY,
      onStart: (stamp) => {
        stamps[name] = stamp;
      },
      onGiveUp: () => {},
    });
  // With a stand-in for Meta, what is sent is looked at, which takes no pages.
  const services = metaUrl === undefined ? [service('web', 'scripts/web.ts')] : [];
  services.push(service('worker', 'worker/main.ts'));
  return {
    url: server.url,
    dataDir,
    address,
    metaSecret,
    secret,
    stamps,
    keepDown: (down) => {
      isDown = down;
    },
    stop: async () => {
      await Promise.all(services.map((one) => one.stop()));
      stopping.abort();
      await reviving;
      await server.stop();
    },
  };
}

function environment(
  url: string,
  dataDir: string,
  address: string,
  { secret, metaSecret }: { secret: string; metaSecret: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...Object.fromEntries(ENV_NAMES.map((name) => [name, ''])),
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    LOG_LEVEL: 'silent',
    PORT: new URL(address).port,
    HOST: '127.0.0.1',
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    DEMO: '0',
    APP_URL: address,
    NEXTAUTH_URL: address,
    AUTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    ENCRYPTION_KEY: secret,
    META_APP_SECRET: metaSecret,
    META_VERIFY_TOKEN: metaSecret,
  };
}
