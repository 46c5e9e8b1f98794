// The program that reads a file for `run-child.ts`: in a process of its own, so that no file can harm ours.
import { once } from 'node:events';
import { type Frame, type Order, type PackedRow, packFrame, type Request } from './frames.ts';
import { inspectHere, readHere } from './table.ts';
import { TableFileError, type TableRow } from './types.ts';

const BATCH_ROWS = 1000;
const BATCH_TEXT = 512 * 1024;
const ALIVE_EVERY_MILLISECONDS = 500;

async function send(frame: Frame): Promise<void> {
  if (!process.stdout.write(packFrame(frame))) await once(process.stdout, 'drain');
}

function pack({ line, cells, problem }: TableRow): PackedRow {
  return problem === null ? [line, cells] : [line, cells, problem];
}

async function sendRows({ path, options }: Request): Promise<void> {
  let rows: PackedRow[] = [];
  let text = 0;
  let latest = 0;
  const flush = async () => {
    await send({ is: 'rows', rows, progress: latest });
    rows = [];
    text = 0;
  };
  for await (const { rows: found, progress } of readHere(path, options)) {
    latest = progress;
    for (const row of found) {
      rows.push(pack(row));
      for (const cell of row.cells) text += cell.length;
      if (rows.length >= BATCH_ROWS || text >= BATCH_TEXT) await flush();
    }
  }
  if (rows.length > 0) await flush();
  await send({ is: 'end' });
}

/** The cap of the heap does not count what lies outside it: buffers, unpacked pieces. */
async function tellAlive(memoryMegabytes: number): Promise<void> {
  if (process.memoryUsage.rss() < memoryMegabytes * 2 ** 20) return send({ is: 'alive' });
  await send({ is: 'failure', code: 'out_of_memory', detail: 'resident memory' });
  await new Promise<void>((resolve) => process.stdout.end(resolve));
  process.exit(1);
}

async function serve({ memoryMegabytes, ...request }: Order): Promise<void> {
  const alive = setInterval(() => void tellAlive(memoryMegabytes), ALIVE_EVERY_MILLISECONDS);
  try {
    await tellAlive(memoryMegabytes);
    if (request.task === 'read') await sendRows(request);
    else await send({ is: 'inspection', inspection: await inspectHere(request.path, request.options) });
  } catch (error) {
    if (!(error instanceof TableFileError)) throw error;
    await send({ is: 'failure', code: error.code, detail: error.detail });
  } finally {
    clearInterval(alive);
  }
}

// Either pipe closes when nobody waits for an answer any more.
process.stdin.on('end', () => process.exit(1)).resume();
process.stdout.on('error', () => process.exit(1));
await serve(JSON.parse(process.argv[2] ?? ''));
process.stdout.end(() => process.exit(0));
