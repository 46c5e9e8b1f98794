import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { addressOfHost } from '#lib/public-address.ts';
import { keptText } from './said-rules.ts';
import { mayCall } from './why-not-url.ts';

/** `answered`: whatever the status; `refused`: it was never asked, because of where its address leads; `failed`: no answer came. */
export type Answer =
  | { is: 'answered'; status: number; body: string; retryAfter: string | null }
  | { is: 'refused'; error: 'private' }
  | { is: 'failed'; error: string };

type Post = {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Addresses inside this network may be called. */
  isOwnNetworkFine: boolean;
  timeoutMs: number;
  /** Looks names up; the system's own resolver unless a test has another. */
  resolve?: Resolver;
};

type Resolver = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** What is kept of an answer. */
const ANSWER_MAX = 2_000;
/** An answer that is longer than this is not read to its end. */
const READ_MAX = 64_000;

/**
 * Posts `body` once. The name is looked up once, every address that comes back is checked, and the connection goes to one of those: a name that leads
 * elsewhere a moment later is of no use. Redirects are not followed: they are answers like others. Never throws for what the other side does.
 */
export function post(call: Post): Promise<Answer> {
  const url = new URL(call.url);
  const literal = addressOfHost(url.hostname);
  // Without a name there is no lookup in which to check.
  if (literal !== null && !mayCall(literal, call.isOwnNetworkFine)) {
    return Promise.resolve({ is: 'refused', error: 'private' });
  }
  return new Promise((resolve) => {
    const start = url.protocol === 'https:' ? overHttps : overHttp;
    const asked = start(url, {
      method: 'POST',
      headers: { ...call.headers, 'content-length': String(Buffer.byteLength(call.body)) },
      // Its own connection each time, and no proxy of the environment, which would look names up by itself.
      agent: false,
      lookup: guardedLookup(call.isOwnNetworkFine, call.resolve ?? lookup),
      maxHeaderSize: 16_384,
    });
    // Set once the status is there: what is missing of the body then changes nothing.
    let answered: (() => void) | null = null;
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      resolve(answer);
      asked.destroy();
    };
    const timer = setTimeout(() => {
      if (answered) answered();
      else settle({ is: 'failed', error: 'TIMEOUT' });
    }, call.timeoutMs);
    asked.on('error', (error: NodeJS.ErrnoException) => (answered ? answered() : settle(failureOf(error))));
    asked.on('response', (response) => {
      answered = readAnswer(response, settle);
    });
    asked.end(call.body);
  });
}

const PRIVATE = 'PRIVATE_ADDRESS';

function failureOf({ code, name }: NodeJS.ErrnoException): Answer {
  return code === PRIVATE ? { is: 'refused', error: 'private' } : { is: 'failed', error: code ?? name };
}

/** Reads as much of an answer as is kept; what it returns ends that with what has come. */
function readAnswer(response: IncomingMessage, settle: (answer: Answer) => void): () => void {
  const { statusCode: status = 0, headers } = response;
  const chunks: Buffer[] = [];
  let bytes = 0;
  const done = () => {
    const body = keptText(Buffer.concat(chunks).toString('utf8'), ANSWER_MAX);
    settle({ is: 'answered', status, body, retryAfter: headers['retry-after'] ?? null });
  };
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= READ_MAX) chunks.push(chunk);
    else done();
  });
  response.on('end', done);
  response.on('error', done);
  return done;
}

/** A lookup that fails as a whole if any address of the name is not public; what is connected to is what was checked. */
function guardedLookup(isOwnNetworkFine: boolean, resolve: Resolver): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const isFine =
        addresses.length > 0 && addresses.every(({ address }) => mayCall(address, isOwnNetworkFine));
      if (!isFine) return callback(Object.assign(new Error(), { code: PRIVATE }), '', 0);
      if (options.all) return (callback as (error: null, all: typeof addresses) => void)(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family ?? 0);
    });
  };
}
