import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Pace, tellStates, USUAL_PACE } from './deliver.ts';
import { mediaOf, readGraph, unknownObject } from './graph.ts';
import { isObject } from './json.ts';
import { type Refused, refusal, refusalBody } from './refusals.ts';
import { takeSend } from './send.ts';
import type { Target } from './webhooks.ts';
import { type Accepted, type Failure, findNumber, makeWorld, type World } from './world.ts';

/** A call of the Graph API as it came in. */
type Call = { method: string; path: string; body: unknown; status: number };

export type StandIn = {
  url: string;
  world: World;
  /** The latest, oldest first. */
  calls: Call[];
  /** Where delivery states are told; null: nowhere. */
  target: Target | null;
  pace: Pace;
  stopping: AbortSignal;
  stop(): Promise<void>;
};

/** Answers what is not the Graph API; false where it is none of its addresses either. */
type Extra = (standIn: StandIn, request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

type Options = { port?: number; target?: Target | null; pace?: Pace; extra?: Extra };

const VERSIONED = /^\/v\d+\.\d+\/(.+)$/;
const LONGEST_BODY = 1_000_000;
const CALLS_KEPT = 5_000;
/** More than a hundred kills let through: what was sent twice or lost is looked for in them. */
const ACCEPTED_KEPT = 20_000;

/** Starts a stand-in for Meta's Graph API on loopback; without `port`, on a free one. */
export async function startMetaStandIn(options: Options = {}): Promise<StandIn> {
  const ending = new AbortController();
  const server = createServer();
  await listen(server, options.port ?? 0);
  const standIn: StandIn = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world: makeWorld(),
    calls: [],
    target: options.target ?? null,
    pace: options.pace ?? USUAL_PACE,
    stopping: ending.signal,
    stop: () => {
      ending.abort();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  server.on('request', (request, response) => {
    answer(standIn, request, response, options.extra).catch(() => response.destroy());
  });
  return standIn;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function answer(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
  extra: Extra | undefined,
): Promise<void> {
  const url = new URL(request.url ?? '/', standIn.url);
  const path = VERSIONED.exec(url.pathname)?.[1];
  if (path === undefined && url.pathname.startsWith('/media/'))
    return sendMedia(standIn, request, response, url.pathname.slice('/media/'.length));
  if (path === undefined) {
    if (await extra?.(standIn, request, response)) return;
    response.writeHead(404).end();
    return;
  }
  const body = request.method === 'POST' ? await readJson(request) : undefined;
  const outcome = carryOut(standIn, request, { path, url, body });
  keepCall(standIn, { method: request.method ?? '', path, body, status: outcome.status });
  if (outcome.message) tellLater(standIn, outcome.message, outcome.failsLater);
  if (outcome.silence === 'reset') request.socket.destroy();
  if (outcome.silence === null) sendJson(response, outcome.status, outcome.answer);
}

type Outcome = {
  status: number;
  answer: object;
  message: Accepted | null;
  failsLater: number | null;
  silence: 'timeout' | 'reset' | null;
};

function carryOut(
  standIn: StandIn,
  request: IncomingMessage,
  call: { path: string; url: URL; body: unknown },
): Outcome {
  const unwell = whyNotAuthorised(request);
  if (unwell) return refused(unwell);
  const failure = standIn.world.failures.shift();
  if (failure?.kind === 'code' && !failure.isLater) return refused(refusal(failure.code));
  const isSilent = failure?.kind === 'timeout' || failure?.kind === 'reset';
  if (isSilent && !failure.isAccepted) return { ...refused(refusal(2)), status: 0, silence: failure.kind };
  const done = edit(standIn, request, call) ?? get(standIn, call);
  if ('code' in done) return refused(done);
  return {
    status: 200,
    ...done,
    failsLater: failure?.kind === 'code' ? failure.code : null,
    silence: isSilent ? failure.kind : null,
  };
}

function refused(why: Refused): Outcome {
  return { status: why.httpStatus, answer: refusalBody(why), message: null, failsLater: null, silence: null };
}

/** What changes something; null: a call that reads. */
function edit(
  { world }: StandIn,
  { method, headers }: IncomingMessage,
  { path, body }: { path: string; body: unknown },
) {
  if (method !== 'POST' && method !== 'DELETE') return null;
  const [id = '', edge] = path.split('/', 2);
  if (edge === 'subscribed_apps') return subscribe(world, id, { isOn: method === 'POST', headers });
  const number = findNumber(world, id);
  if (!number || edge !== 'messages' || method !== 'POST') return unknownObject(id);
  return takeSend(world, number, body, Date.now());
}

type Subscription = { isOn: boolean; headers: IncomingMessage['headers'] };

/** Whether webhooks of the account come at all. A token that says "readonly" may not change it. */
function subscribe(world: World, accountId: string, { isOn, headers }: Subscription) {
  if (world.numbers.every((number) => number.accountId !== accountId)) return unknownObject(accountId);
  if (/readonly/i.test(headers.authorization ?? '')) return refusal(200);
  if (isOn) world.subscribed.add(accountId);
  else world.subscribed.delete(accountId);
  return { answer: { success: true }, message: null };
}

function get(standIn: StandIn, { path, url }: { path: string; url: URL }) {
  const read = readGraph(standIn.world, path, url.searchParams, standIn.url);
  return 'code' in read ? (read as Refused) : { answer: read, message: null };
}

/** Tokens are whatever one likes, but for those that say they are no longer good, or of another business ("foreign"). */
function whyNotAuthorised({ headers, url = '' }: IncomingMessage): Refused | null {
  const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
  if (!token) return refusal(190, 'An access token is required to request this resource.');
  if (/foreign/i.test(token)) return unknownObject(/\d{5,}/.exec(url)?.[0] ?? '');
  return /expired|invalid/i.test(token) ? refusal(190) : null;
}

function sendMedia({ world }: StandIn, request: IncomingMessage, response: ServerResponse, id: string): void {
  const media = mediaOf(world, id);
  const why = whyNotAuthorised(request) ?? (media ? null : unknownObject(id));
  if (why || !media) {
    sendJson(response, why?.httpStatus ?? 404, why ? refusalBody(why) : {});
    return;
  }
  response.writeHead(200, { 'content-type': media.mimeType, 'content-length': media.bytes.length });
  response.end(media.bytes);
}

function tellLater({ world, target, pace, stopping }: StandIn, message: Accepted, code: number | null): void {
  if (target) void tellStates(world, message, { target, pace, signal: stopping, code });
}

function keepCall({ calls, world }: StandIn, call: Call): void {
  calls.push(call);
  if (calls.length > CALLS_KEPT) calls.shift();
  if (world.accepted.length > ACCEPTED_KEPT) world.accepted.shift();
}

/** The JSON of a body; undefined where it is none. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const text = await readBody(request);
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** The text of a body, cut off where it is too long to be one that is meant. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LONGEST_BODY) break;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** What is to go wrong next, from how a test or a person says it: a code, `timeout` or `reset`. */
export function failureOf(
  what: number | 'timeout' | 'reset',
  options: { isLater?: boolean; isAccepted?: boolean } = {},
): Failure {
  if (typeof what === 'number') return { kind: 'code', code: what, isLater: options.isLater ?? false };
  return { kind: what, isAccepted: options.isAccepted ?? what === 'timeout' };
}
