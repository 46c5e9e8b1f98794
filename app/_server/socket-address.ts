import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';

/** The address of the other end of the connection. Written over whatever the client sent under this name. */
export const SOCKET_ADDRESS = 'x-socket-address';

/**
 * Notes on every request whom it came from: Next gives handlers only headers, and takes a client's own x-forwarded-for for true. Called once
 * when the process starts. Node tells of each request before any server sees it.
 */
export function noteSocketAddresses(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[SOCKET_ADDRESS] = request.socket.remoteAddress ?? '';
  });
}
