// npm run bench [-- name… --contacts N --json FILE]: what the product promises about speed, measured.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchAutomations } from './bench/automations.ts';
import { type BenchServer, openBenchServer } from './bench/bench-database.ts';
import { benchBrowser } from './bench/browser.ts';
import { benchBulk } from './bench/bulk.ts';
import { benchExportCsv, benchExportXlsx } from './bench/exports.ts';
import { type Figure, formatTable } from './bench/figure.ts';
import { benchFilter, benchSegments } from './bench/filters.ts';
import { benchGrowth } from './bench/growth.ts';
import { benchImportCsv, benchImportUndo, benchImportXlsx } from './bench/imports.ts';
import { benchMemory } from './bench/memory.ts';
import { benchOutbox } from './bench/outbox.ts';
import { benchContactsPage, benchPipelinePage, benchSearch } from './bench/pages.ts';
import { benchRehearsal } from './bench/rehearsal.ts';
import { benchReports } from './bench/reports.ts';
import { openStage, type Stage } from './bench/stage.ts';
import { benchWebhook, benchWebhookLead } from './bench/webhook.ts';
import { benchCreate, benchMove } from './bench/writes.ts';
import { buildSite } from './support/build.ts';
import { LaunchError } from './support/launch-error.ts';
import { report } from './support/progress.ts';
import { Shutdown } from './support/shutdown.ts';

const MILLION = 1_000_000;

/** In this order: pages before writes, so that both meet the database as it was filled. */
const ON_STAGE: Record<string, (stage: Stage, signal: AbortSignal) => Promise<Figure[]>> = {
  'pipeline-page': benchPipelinePage,
  'contacts-page': benchContactsPage,
  search: benchSearch,
  'export-csv': benchExportCsv,
  'export-xlsx': benchExportXlsx,
  'filter-three-conditions': benchFilter,
  'segment-counts': benchSegments,
  browser: benchBrowser,
  move: benchMove,
  create: benchCreate,
  memory: benchMemory,
  bulk: benchBulk,
};
/** Each on a database of its own; N is how many rows. */
const ALONE: Record<string, (server: BenchServer, size: number) => Promise<Figure[]>> = {
  growth: benchGrowth,
  'import-csv': benchImportCsv,
  'import-xlsx': benchImportXlsx,
  'import-undo': benchImportUndo,
  webhook: benchWebhook,
  'webhook-lead': benchWebhookLead,
  outbox: benchOutbox,
  rehearsal: benchRehearsal,
  automations: benchAutomations,
  reports: benchReports,
};
const NAMES = [...Object.keys(ON_STAGE), ...Object.keys(ALONE)];

const HELP = `npm run bench -- [name…] [--contacts N] [--json FILE]

Measures the built product over a throw-away database of ${MILLION.toLocaleString('en')} contacts (--contacts: another size), each figure
beside its floor (the same data by bare SQL, in the same run) and its target. The filled database is
kept in .tmp/bench for the next run. Ends with exit code 1 if a target is missed.

  names    ${NAMES.join(', ')}; all of them if none is given
  --json   writes rows { name, value, unit, floor, target, ok } to a file`;

type Options = { names: string[]; contacts: number; json: string | undefined };

const OPTIONS = {
  contacts: { type: 'string', default: String(MILLION) },
  json: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function readOptions(args: string[]): Options | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const unknown = positionals.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new LaunchError(`There is no bench "${unknown[0]}": ${NAMES.join(', ')}.`);
  const contacts = /^\d{4,9}$/.test(values.contacts) ? Number(values.contacts) : 0;
  if (contacts < 1000) throw new LaunchError('--contacts must be a whole number of at least 1000.');
  return { names: positionals.length > 0 ? positionals : NAMES, contacts, json: values.json };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, allowPositionals: true, options: OPTIONS });
  } catch (error) {
    throw new LaunchError(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

async function measureAll(server: BenchServer, { names, contacts }: Options): Promise<Figure[]> {
  const figures: Figure[] = [];
  const wanted = Object.entries(ON_STAGE).filter(([name]) => names.includes(name));
  if (wanted.length > 0) {
    const stage = await openStage(server, contacts);
    try {
      for (const [name, bench] of wanted) {
        report(`Measuring ${name}…`);
        figures.push(...(await bench(stage, shutdown.signal)));
      }
    } finally {
      await stage.close();
    }
  }
  for (const [name, bench] of Object.entries(ALONE)) {
    if (!names.includes(name)) continue;
    report(`Measuring ${name}…`);
    figures.push(...(await bench(server, contacts)));
  }
  return figures;
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(HELP);
    return 0;
  }
  if (options.names.some((name) => name !== 'automations')) await buildSite(shutdown.signal);
  const server = await openBenchServer();
  shutdown.onEnd(() => server.stop());
  const figures = await measureAll(server, options);
  console.log(formatTable(figures));
  if (options.json) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  return figures.every(({ ok }) => ok) ? 0 : 1;
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
