import type postgres from 'postgres';
import { EXPORT_FACTS } from '#domain/exports/columns.ts';
import { LaunchError } from '../support/launch-error.ts';
import { type Figure, figure } from './figure.ts';
import type { Stage } from './stage.ts';

const LOOK_MILLISECONDS = 50;
const MEMORY_MEGABYTES = 512;

/** All contacts as a CSV with all columns, downloaded as a browser does: at a million, one minute. */
export function benchExportCsv(stage: Stage): Promise<Figure[]> {
  return benchExport(stage, 'csv');
}

/** The same as an XLSX. */
export function benchExportXlsx(stage: Stage): Promise<Figure[]> {
  return benchExport(stage, 'xlsx');
}

async function benchExport(stage: Stage, format: 'csv' | 'xlsx'): Promise<Figure[]> {
  const floor = await bareCopy(stage.sql);
  let peak = stage.web.memory() ?? 0;
  const looking = setInterval(() => {
    peak = Math.max(peak, stage.web.memory() ?? 0);
  }, LOOK_MILLISECONDS);
  try {
    const started = performance.now();
    const bytes = await downloadAll(stage, format);
    const seconds = (performance.now() - started) / 1000;
    const name = `export-${format}`;
    return [
      figure(name, seconds, 's', { atMost: (60 * stage.contacts) / 1_000_000 }, floor),
      figure(`${name}.memory`, peak, 'MB', { atMost: MEMORY_MEGABYTES }),
      figure(`${name}.size`, bytes / 1_000_000, 'MB', { atMost: stage.contacts / 1_000 }),
    ];
  } finally {
    clearInterval(looking);
  }
}

async function downloadAll({ web, cookie }: Stage, format: string): Promise<number> {
  const address = `${web.origin}/api/contacts/export?format=${format}&columns=${EXPORT_FACTS.join(',')}`;
  const answer = await fetch(address, { headers: { cookie } });
  if (!answer.ok || !answer.body) throw new LaunchError(`The export was answered with ${answer.status}.`);
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

/** How long the database takes to hand out the same facts of all contacts by COPY, without groups and further identities. */
async function bareCopy(sql: postgres.Sql): Promise<number> {
  const started = performance.now();
  const stream = await sql`
    copy (
      select c.id, first_name, last_name, phone, c.email, company, website, type, s.name, o.name, u.name, is_active, notes, opted_out_at,
        c.created_at, last_activity_at
      from contacts c join statuses s on s.workspace_id = c.workspace_id and s.id = status_id
      join origins o on o.workspace_id = c.workspace_id and o.id = origin_id left join users u on u.id = owner_id
      order by c.created_at desc, c.id desc) to stdout`.readable();
  for await (const _chunk of stream);
  return (performance.now() - started) / 1000;
}
