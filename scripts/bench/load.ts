import { Worker } from 'node:worker_threads';
import { LaunchError } from '../support/launch-error.ts';
import { percentile } from './figure.ts';
import type { LoadRequest, LoadTask, Sample } from './load-worker.ts';

/** What a load came to. Times are milliseconds from sending a request to the last byte of its answer. */
export type Load = { p50: number; p95: number; perSecond: number; bytes: number };

/**
 * Sends the requests from a thread of its own, `clients` at a time over connections that stay open.
 * @throws LaunchError when an answer is not what it should be
 */
export async function sendLoad(origin: string, requests: LoadRequest[], clients: number): Promise<Load> {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), {
    workerData: { origin, requests, clients } satisfies LoadTask,
  });
  const { samples, milliseconds } = await new Promise<{ samples: Sample[]; milliseconds: number }>(
    (resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
    },
  );
  const wrong = samples.find((sample) => sample.problem !== null);
  if (wrong) throw new LaunchError(`The product answered ${wrong.problem}`);
  const times = samples.map((sample) => sample.milliseconds);
  return {
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    perSecond: (samples.length / milliseconds) * 1000,
    bytes: percentile(
      samples.map((sample) => sample.bytes),
      0.5,
    ),
  };
}

/** `total` requests, taking turns through `list`. */
export function repeat(list: LoadRequest[], total: number): LoadRequest[] {
  return Array.from({ length: total }, (_, index) => list[index % list.length]).filter(
    (request) => request !== undefined,
  );
}
