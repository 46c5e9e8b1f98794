// npm run chaos -- <name> [--kills N]: processes killed at random during some work, and what was lost or doubled.
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chaosAutomations } from './chaos/automations.ts';
import { chaosImport } from './chaos/import.ts';
import type { Outcome } from './chaos/killing.ts';
import { chaosOutage } from './chaos/outage.ts';
import { type Product, startProduct } from './chaos/product.ts';
import { chaosWebhook } from './chaos/webhook.ts';
import { type StandIn, startMetaStandIn } from './meta-stand-in/server.ts';
import { buildSite } from './support/build.ts';
import { LaunchError } from './support/launch-error.ts';
import { report } from './support/progress.ts';
import { Shutdown } from './support/shutdown.ts';

type Work = { kills: number; rows: number; meta: StandIn | null };

const WORK: Record<string, (product: Product, options: Work) => Promise<Outcome>> = {
  import: chaosImport,
  webhook: chaosWebhook,
  outage: chaosOutage,
  automations: chaosAutomations,
};
const FOLDER = '.tmp/chaos';

const HELP = `npm run chaos -- <name> [--kills N] [--rows N]

Starts the built product in a throw-away folder and kills its web process, its worker, backends of its
database and the database itself at random during the work, starting each again as npm start does; then
looks for what was lost or doubled. Ends with exit code 1 if anything was. During an outage the database
alone is gone, for 30 s: every message must be refused with 503, and taken again within 5 s. While
automations run (without pages), a stand-in for Meta also breaks connections off after it has accepted a message.

  names    ${Object.keys(WORK).join(', ')}
  --kills  how often (50)
  --rows   how large a file to import (200,000)`;

const OPTIONS = {
  kills: { type: 'string', default: '50' },
  rows: { type: 'string', default: '200000' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readOptions() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const [name = ''] = positionals;
  if (values.help) return null;
  const work = Object.hasOwn(WORK, name) ? WORK[name] : undefined;
  if (!work) throw new LaunchError(`Say what to do: ${Object.keys(WORK).join(', ')}.`);
  const [kills, rows] = [values.kills, values.rows].map((text) =>
    /^\d{1,7}$/.test(text) ? Number(text) : Number.NaN,
  );
  if (!(kills !== undefined && kills >= 0 && rows !== undefined && rows >= 1_000))
    throw new LaunchError('--kills must be a whole number, and --rows one of at least 1000.');
  return { work, kills, rows };
}

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const isSending = options.work === chaosAutomations;
  if (!isSending) await buildSite(shutdown.signal);
  rmSync(FOLDER, { recursive: true, force: true });
  const meta = isSending ? await startMetaStandIn() : null;
  if (meta) shutdown.onEnd(() => meta.stop());
  const product = await startProduct(FOLDER, meta ? { metaUrl: meta.url } : {});
  shutdown.onEnd(() => product.stop());
  const { kills, complaints } = await options.work(product, { ...options, meta });
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  console.log(
    `${total} kills: ${Object.entries(kills)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')}`,
  );
  if (total < options.kills && options.work === chaosImport)
    console.log(`The work was over before the other ${options.kills - total}: take more --rows.`);
  console.log(
    complaints.length > 0 ? complaints.join('\n') : 'nothing lost, nothing doubled, everything adds up',
  );
  return complaints.length > 0 ? 1 : 0;
}

const shutdown = new Shutdown();
shutdown.listen(() => process.exit(130));
const interrupted = shutdown.requested().then(() => 130);
let code = 1;
try {
  code = await Promise.race([main(), interrupted]);
} catch (error) {
  report(error instanceof LaunchError ? error.message : String(error instanceof Error ? error.stack : error));
}
await shutdown.run();
process.exit(code);
