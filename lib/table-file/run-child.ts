import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { type Frame, type Order, type Request, unpackFrames } from './frames.ts';
import { TableFileError } from './types.ts';

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** What the child may use. Time only counts while somebody waits: between two answers, and in all. */
export type ChildCaps = {
  heapMegabytes: number;
  memoryMegabytes: number;
  silenceMilliseconds: number;
  totalMilliseconds: number;
};

const MEMORY = { heapMegabytes: 160, memoryMegabytes: 420, silenceMilliseconds: 30_000 };
const CAPS: Readonly<Record<Request['task'], ChildCaps>> = {
  inspect: { ...MEMORY, totalMilliseconds: 90_000 },
  read: { ...MEMORY, totalMilliseconds: 1_200_000 },
};
const LONGEST_COMPLAINT = 4000;

function start(order: Order, heapMegabytes: number): Child {
  const root = process.cwd();
  const program = resolve(/* turbopackIgnore: true */ root, 'lib/table-file/child.ts');
  const flags = [
    `--max-old-space-size=${heapMegabytes}`,
    '--max-semi-space-size=8',
    '--disable-warning=ExperimentalWarning',
    // A parser that is tricked can then write nothing, start nothing, and read little else.
    '--permission',
    `--allow-fs-read=${root}`,
    `--allow-fs-read=${order.path}`,
  ];
  // Nearly no environment: it needs no secret of ours.
  return spawn(process.execPath, [...flags, program, JSON.stringify(order)], {
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
  // Its words have ended, and so has it, or it soon will.
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  const isOutOfMemory = /heap out of memory|allocation failed|Array buffer allocation/i.test(complaint());
  const end = child.signalCode ?? `exit code ${child.exitCode}`;
  return isOutOfMemory
    ? new TableFileError('out_of_memory', end)
    : new TableFileError('reader_failed', `${end} ${complaint().slice(0, 1000)}`.trim());
}

/** What ends the wait for the next frame when nothing else does. */
function watch(child: Child, { silenceMilliseconds, totalMilliseconds }: ChildCaps) {
  let isLate = false;
  let left = totalMilliseconds;
  let began = 0;
  let timer: NodeJS.Timeout | undefined;
  const giveUp = () => {
    isLate = true;
    child.kill('SIGKILL');
  };
  return {
    begin() {
      began = performance.now();
      timer = setTimeout(giveUp, Math.min(silenceMilliseconds, left));
    },
    end() {
      clearTimeout(timer);
      left -= performance.now() - began;
    },
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
  caps: ChildCaps = CAPS[request.task],
  onStart?: (processId: number) => void,
): AsyncGenerator<Exclude<Frame, { is: 'alive' | 'end' | 'failure' }>> {
  signal?.throwIfAborted();
  const path = resolve(/* turbopackIgnore: true */ request.path);
  const child = start({ ...request, path, memoryMegabytes: caps.memoryMegabytes }, caps.heapMegabytes);
  const complaint = listen(child);
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill);
  const patience = watch(child, caps);
  try {
    await once(child, 'spawn').catch((error: Error) => {
      throw new TableFileError('reader_failed', error.message);
    });
    child.on('error', () => {});
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
