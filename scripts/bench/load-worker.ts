// A thread that does nothing but send requests, so that measuring takes nothing from what is measured but processor time.
import { Agent, type OutgoingHttpHeaders, request as send } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

export type LoadRequest = {
  path: string;
  headers: OutgoingHttpHeaders;
  /** Makes it a POST. */
  body?: string;
  /** What the answer must hold. */
  expects: string;
};

export type LoadTask = { origin: string; requests: LoadRequest[]; clients: number };

/** `problem`: what came instead of the right answer. */
export type Sample = { milliseconds: number; bytes: number; problem: string | null };

const { origin, requests, clients } = workerData as LoadTask;
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const { hostname, port } = new URL(origin);

function ask({ path, headers, body, expects }: LoadRequest): Promise<Sample> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const method = body === undefined ? 'GET' : 'POST';
    const sent = send({ agent, hostname, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const milliseconds = performance.now() - started;
        const answer = Buffer.concat(chunks);
        const isRight = response.statusCode === 200 && answer.includes(expects);
        const problem = isRight
          ? null
          : `${response.statusCode} to ${method} ${path}: ${answer.toString('utf8', 0, 300)}`;
        resolve({ milliseconds, bytes: answer.length, problem });
      });
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

const samples: Sample[] = [];
const queue = requests.values();
const started = performance.now();
await Promise.all(
  Array.from({ length: clients }, async () => {
    for (const request of queue) samples.push(await ask(request));
  }),
);
const milliseconds = performance.now() - started;
agent.destroy();
parentPort?.postMessage({ samples, milliseconds });
