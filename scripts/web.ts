// The web process: Next's own server, but one that lets go of its connections before it ends.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import next from 'next';
import { env } from '#lib/env.ts';
import { watchLauncher } from './support/process-identity.mjs';

const { HOST, PORT } = env();
const LAST_REQUESTS_MILLISECONDS = 400;
const LONGEST_RESPONSE_MILLISECONDS = 15_000;

const server = createServer();
// Longer than any usual proxy keeps a connection, so that the proxy is never the one surprised.
server.keepAliveTimeout = 75_000;
const site = next({ dev: false, hostname: HOST, port: PORT, httpServer: server, quiet: true });
await site.prepare();
const handle = site.getRequestHandler();
let isDraining = false;

server.on('request', (request: IncomingMessage, response: ServerResponse) => {
  if (isDraining) response.setHeader('connection', 'close');
  handle(request, response).catch(() => response.destroy());
});
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.listen(PORT, HOST);

/**
 * Ends without losing a request: clients are told to close their connections themselves, as one closed by us
 * could have a request on its way; then no new ones are taken, and what is being answered is finished.
 */
async function drain(): Promise<void> {
  if (isDraining) return;
  isDraining = true;
  await sleep(LAST_REQUESTS_MILLISECONDS);
  // Not the http server's own close, which at once cuts connections whose first request is still to come.
  const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
  await sleep(LAST_REQUESTS_MILLISECONDS);
  server.closeIdleConnections();
  const patience = setTimeout(() => server.closeAllConnections(), LONGEST_RESPONSE_MILLISECONDS);
  await closed;
  clearTimeout(patience);
  await site.close();
  process.exit(0);
}

process.on('SIGTERM', drain);
process.on('SIGINT', drain);
// Left alone by a killed launcher, nobody could stop it or find it.
watchLauncher(drain);
