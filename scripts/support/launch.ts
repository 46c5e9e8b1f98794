import { setTimeout as sleep } from 'node:timers/promises';
import type { Env } from '#lib/env.ts';
import { buildSite } from './build.ts';
import { prepareDataFolder } from './data-folder.ts';
import { LaunchError } from './launch-error.ts';
import { localAddress } from './local-address.ts';
import { portProblem } from './ports.ts';
import { prepareDatabase } from './prepare-database.ts';
import { watchLauncher } from './process-identity.mjs';
import { openProductDatabase, type ProductDatabase } from './product-database.ts';
import { report, step } from './progress.ts';
import { type RunRecord, takeOver } from './run-record.ts';
import { type Secrets, secretsFor } from './secrets.ts';
import { readSettings } from './settings.ts';
import { Shutdown } from './shutdown.ts';
import { prepareStandIn, type StandInPlan, standInService } from './stand-in.ts';
import { type Supervised, supervise } from './supervise.ts';

type Mode = 'production' | 'development';
type Running = {
  env: Env;
  database: ProductDatabase;
  record: RunRecord;
  secrets: Secrets;
  standIn: StandInPlan | null;
  setupToken: string | null;
};

const READY_WITHIN_MILLISECONDS = 90_000;

/**
 * Runs the whole product until somebody stops it, then ends this process: 0 after Ctrl-C, 1 after a
 * mistake, which is one line.
 */
export async function launch(mode: Mode): Promise<never> {
  const shutdown = new Shutdown();
  const services: Supervised[] = [];
  let exitCode = 0;
  shutdown.listen(() => {
    for (const service of services) service.kill();
    // Still starting: what was begun is found and taken over by the next start.
    if (services.length === 0) process.exit(130);
  });
  watchLauncher(() => shutdown.request());
  try {
    const running = await prepare(mode, shutdown);
    const giveUp = (name: string) => {
      report(`The ${name} process keeps ending: see its messages above.`);
      exitCode = 1;
      shutdown.request();
    };
    services.push(...startServices(mode, running, giveUp));
    shutdown.onEnd(async () => {
      report('Stopping…');
      running.record.set({ isStopping: true });
      await Promise.all(services.map((service) => service.stop()));
    });
    await waitUntilReady(running.env, shutdown.signal);
    if (!shutdown.signal.aborted) greet(running);
    await Promise.race([shutdown.requested(), keepDatabaseAlive(running.database, shutdown.signal)]);
  } catch (error) {
    if (!shutdown.signal.aborted) {
      report(
        error instanceof LaunchError ? error.message : String(error instanceof Error ? error.stack : error),
      );
      exitCode = 1;
    }
  }
  await shutdown.run();
  process.exit(exitCode);
}

/** Everything before the first process of ours: cheap checks first, so that a mistake is told at once. */
async function prepare(mode: Mode, shutdown: Shutdown): Promise<Running> {
  const env = readSettings();
  prepareDataFolder(env.DATA_DIR);
  const record = await takeOver(env.DATA_DIR, env.PORT);
  await checkPort(env);
  const secrets = secretsFor(env);
  const standIn = await prepareStandIn(env);
  const database = await step('Opening the database', () => openProductDatabase(env, report));
  shutdown.onEnd(() => database.stop());
  shutdown.signal.throwIfAborted();
  const prepareIt = () => prepareDatabase(database.url, env.DEMO, secrets.ENCRYPTION_KEY);
  const setupToken = await step('Bringing the database up to date', prepareIt);
  shutdown.signal.throwIfAborted();
  if (mode === 'production') await buildSite(shutdown.signal);
  shutdown.signal.throwIfAborted();
  return { env, database, record, secrets, standIn, setupToken };
}

async function checkPort(env: Env): Promise<void> {
  // "localhost" may mean either of the two loopback addresses, and another program may sit on the other one.
  const other = env.HOST === '127.0.0.1' ? await portProblem(env.PORT, '::1') : undefined;
  const problem = other === 'EADDRINUSE' ? other : await portProblem(env.PORT, env.HOST);
  if (!problem) return;
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${env.PORT} is taken by another program: stop that one or set PORT to another.`,
    EACCES: `Port ${env.PORT} may not be used by this user: set PORT to one above 1023.`,
  };
  throw new LaunchError(
    reasons[problem] ?? `HOST ${env.HOST} is not an address of this machine (${problem}).`,
  );
}

function startServices(mode: Mode, running: Running, giveUp: (name: string) => void): Supervised[] {
  const { env, record, standIn } = running;
  const next = ['node_modules/next/dist/bin/next', 'dev', '-p', String(env.PORT), '-H', env.HOST];
  const web = supervise({
    name: 'web',
    args: mode === 'production' ? ['scripts/web.ts'] : next,
    env: environmentOf('web', mode, running),
    drainMilliseconds: 20_000,
    patience: 5,
    onStart: (stamp) => record.set({ web: stamp }),
    onGiveUp: () => giveUp('web'),
  });
  const worker = supervise({
    name: 'worker',
    args: ['worker/main.ts'],
    env: environmentOf('worker', mode, running),
    drainMilliseconds: 30_000,
    patience: Number.POSITIVE_INFINITY,
    onStart: (stamp) => record.set({ worker: stamp }),
    onGiveUp: () => {},
  });
  if (!standIn) return [web, worker];
  const onStart = (stamp: string) => record.set({ standIn: stamp, standInUrl: standIn.url });
  return [web, worker, supervise(standInService(standIn, onStart))];
}

function environmentOf(
  name: string,
  mode: Mode,
  { env, database, secrets, standIn }: Running,
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    ...secrets,
    ...standIn?.variables,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    CHAT_BOT_PROCESS: name,
    PORT: String(env.PORT),
    HOST: env.HOST,
    DATA_DIR: env.DATA_DIR,
    DATABASE_URL: database.url,
    DEMO: env.DEMO ? '1' : '0',
    APP_URL: env.APP_URL,
    NEXTAUTH_URL: env.APP_URL,
    NEXTAUTH_SECRET: secrets.AUTH_SECRET,
  };
}

async function waitUntilReady(env: Env, signal: AbortSignal): Promise<void> {
  const address = `${localAddress(env)}/api/ready`;
  const deadline = Date.now() + READY_WITHIN_MILLISECONDS;
  while (!signal.aborted) {
    const status = await fetch(address).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (Date.now() > deadline)
      throw new LaunchError(`The site is not ready: ${address} answers ${status || 'nothing'}.`);
    await sleep(100);
  }
}

function greet({ env, setupToken, standIn }: Running): void {
  const lines = ['', `Chat-Bot is running at ${env.APP_URL}  (Ctrl-C stops it)`, ''];
  if (env.DEMO) {
    lines.push('  sign in as  admin@demo.local    administrator');
    lines.push('              gerente@demo.local  manager');
    lines.push('              vendas@demo.local   sales');
    lines.push('  password    demo-chat-bot', '');
  }
  if (standIn)
    lines.push(`  play WhatsApp at ${standIn.url}  (a stand-in for Meta; nothing leaves this machine)`, '');
  if (setupToken) {
    lines.push(
      `  nobody has an account yet; make the first one at ${env.APP_URL}/setup?token=${setupToken}`,
      '',
    );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function keepDatabaseAlive(database: ProductDatabase, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await database.revive();
    await sleep(250, undefined, { signal }).catch(() => {});
  }
}
