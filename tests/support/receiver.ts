import { randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

type Received = { headers: IncomingHttpHeaders; body: string; url: string };

export type Receiver = {
  url: string;
  received: Received[];
  /** What it does with the next calls; 200 until told otherwise. */
  answers: (answer: (response: ServerResponse, received: Received) => void) => void;
};

/** A server of somebody else's on this machine, as `ALLOW_PRIVATE_WEBHOOKS=1` lets webhooks reach it. */
export function useReceiver(more: Record<string, string> = {}): () => Receiver {
  let server: Server;
  let receiver: Receiver;
  const before = { ...process.env };
  beforeAll(async () => {
    Object.assign(process.env, {
      AUTH_SECRET: 'x'.repeat(40),
      DATABASE_URL: process.env.DATABASE_URL || 'postgres://none:none@127.0.0.1:1/none',
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      ALLOW_PRIVATE_WEBHOOKS: '1',
      ...more,
    });
    const received: Received[] = [];
    let answer = (response: ServerResponse, _: Received): void => void response.end('ok');
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const one = { headers: request.headers, body, url: request.url ?? '' };
      received.push(one);
      answer(response, one);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    receiver = {
      url: `http://127.0.0.1:${port}/hook`,
      received,
      answers: (next) => {
        answer = next;
      },
    };
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });
  return () => receiver;
}
