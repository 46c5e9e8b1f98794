import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Frame, type Request, unpackFrames } from './frames.ts';
import { TableFileError } from './types.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** What the child may use. `patienceMilliseconds` is how long it may say nothing, while somebody waits. */
export type ChildCaps = { heapMegabytes: number; patienceMilliseconds: number };

const CAPS: ChildCaps = { heapMegabytes: 160, patienceMilliseconds: 30_000 };
const LONGEST_COMPLAINT = 4000;

function start(request: Request, heapMegabytes: number): Child {
  const root = process.cwd();
  const program = resolve(/* turbopackIgnore: true */ root, 'lib/table-file/child.ts');
  const flags = [
    `--max-old-space-size=${heapMegabytes}`,
    '--max-semi-space-size=8',
    '--disable-warning=ExperimentalWarning',
    // A parser that is tricked can then write nothing, start nothing, and read little else.
    '--permission',
    `--allow-fs-read=${root}`,
    `--allow-fs-read=${request.path}`,
  ];
  // Nearly no environment: it needs no secret of ours.
  return spawn(process.execPath, [...flags, program, JSON.stringify(request)], {
    cwd: root,
    env: { NODE_ENV: 'production' },
  });
}

/** The last words of the child, to tell why it died. */
function listen(child: Child): () => string {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => {
    words = (words + piece).slice(-LONGEST_COMPLAINT);
  });
  return () => words;
}

async function explainDeath(child: Child, complaint: () => string): Promise<TableFileError> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  const isOutOfMemory = /heap out of memory|allocation failed|Array buffer allocation/i.test(complaint());
  const end = child.signalCode ?? `exit code ${child.exitCode}`;
  return isOutOfMemory
    ? new TableFileError('out_of_memory', end)
    : new TableFileError('reader_failed', `${end} ${complaint().slice(0, 1000)}`.trim());
}

/** What ends the wait for the next frame when nothing else does. */
function watch(child: Child, milliseconds: number) {
  let isLate = false;
  let timer: NodeJS.Timeout | undefined;
  return {
    begin() {
      timer = setTimeout(() => {
        isLate = true;
        child.kill('SIGKILL');
      }, milliseconds);
    },
    end: () => clearTimeout(timer),
    isLate: () => isLate,
  };
}

/**
 * Reads a file in a process of its own, with a cap on its memory, and yields what it answers, but `alive` and `end`.
 * It waits when nobody asks for more, and is gone when the loop is left. `onStart` gets its process id.
 *
 * @throws TableFileError whatever is wrong with the file, or `out_of_memory`, `too_slow`, `reader_failed`; the reason of
 * `signal` when it is aborted
 */
export async function* runChild(
  request: Request,
  signal?: AbortSignal,
  { heapMegabytes, patienceMilliseconds }: ChildCaps = CAPS,
  onStart?: (processId: number) => void,
): AsyncGenerator<Exclude<Frame, { is: 'alive' | 'end' | 'failure' }>> {
  signal?.throwIfAborted();
  const child = start({ ...request, path: resolve(request.path) }, heapMegabytes);
  const complaint = listen(child);
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  const patience = watch(child, patienceMilliseconds);
  try {
    await once(child, 'spawn');
    onStart?.(child.pid ?? 0);
    patience.begin();
    for await (const frame of unpackFrames(child.stdout)) {
      patience.end();
      signal?.throwIfAborted();
      if (frame.is === 'failure') throw new TableFileError(frame.code, frame.detail);
      if (frame.is === 'end') return;
      if (frame.is !== 'alive') yield frame;
      patience.begin();
    }
    throw await explainDeath(child, complaint);
  } catch (error) {
    signal?.throwIfAborted();
    if (patience.isLate()) throw new TableFileError('too_slow');
    throw error;
  } finally {
    patience.end();
    signal?.removeEventListener('abort', kill);
    kill();
  }
}
