import 'server-only';
import { randomUUID } from 'node:crypto';
import { headers } from 'next/headers';

/** The request's id, given by the proxy; shown with errors and written to the log, so that the two can be matched. */
export async function requestId(): Promise<string> {
  return (await headers()).get('x-request-id') ?? randomUUID();
}
