import type { IncomingMessage, ServerResponse } from 'node:http';
import { drawLog, drawPage } from './page.ts';
import { batchPayload } from './payloads.ts';
import { type Play, type Played, play } from './play.ts';
import { failureOf, readBody, type StandIn, sendJson } from './server.ts';
import { postOnce, postUntilTaken, type Target } from './webhooks.ts';
import { languageOf } from './words.ts';
import type { World } from './world.ts';

const MESSAGES_MAX = 50;

/**
 * The page on which a person plays WhatsApp, and the same for `npm run crm -- whatsapp play`. Only programs of this machine get here, and
 * only pages of its own may write.
 */
export async function control(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', standIn.url);
  if (!isOwnHost(standIn, request.headers.host)) return false;
  const language = languageOf(request.headers['accept-language']);
  if (request.method === 'GET' && pathname === '/') {
    sendHtml(response, (nonce) => drawPage(standIn, language, { nonce, answer: searchParams }));
    return true;
  }
  if (request.method === 'GET' && pathname === '/log') {
    sendHtml(response, () => drawLog(standIn, language));
    return true;
  }
  if (request.method !== 'POST' || !isOwnPage(standIn, request)) return false;
  if (pathname === '/play') await answerPlay(standIn, request, response);
  else if (pathname === '/fail') await answerFail(standIn, request, response);
  else return false;
  return true;
}

async function answerPlay(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const played = playAll(standIn.world, readPlay(form), Date.now());
  const [first] = played;
  if (!first || !standIn.target) return sendOutcome(request, response, { outcome: 'nowhere' });
  if (!standIn.world.subscribed.has(first.number.accountId))
    return sendOutcome(request, response, { outcome: 'unsubscribed' });
  const status = await post(standIn, played, form.get('delivery') ?? 'once', standIn.target);
  sendOutcome(request, response, {
    outcome: status === 200 ? 'taken' : 'refused',
    status: String(status),
    name: first.person.name,
    phone: first.person.phone ?? '',
    again: first.person.userId,
    wamid: first.wamid,
  });
}

/** Each line of the text is a message of its own, all of the same person. */
function playAll(world: World, { text = '', ...wanted }: Play, now: number): Played[] {
  const lines = text.split(/\r?\n/).filter(Boolean).slice(0, MESSAGES_MAX);
  const first = play(world, { ...wanted, text: lines[0] }, now);
  if (!first) return [];
  const { userId } = first.person;
  const rest = lines
    .slice(1)
    .map((line, index) =>
      play(world, { numberId: wanted.numberId, again: userId, text: line }, now + (index + 1) * 1_000),
    );
  return [first, ...rest.filter((one) => one !== null)];
}

/** What Meta now and then does: all in one, the same again, the last one first. The last answer that was not 200, or 200. */
async function post(standIn: StandIn, played: Played[], delivery: string, target: Target): Promise<number> {
  const payloads = played.map(({ payload }) => payload);
  const posts = delivery === 'batch' ? [batchPayload(payloads)] : payloads;
  const ordered = delivery === 'disorder' ? posts.toReversed() : posts;
  const all = delivery === 'twice' ? [...ordered, ...ordered] : ordered;
  const statuses = await Promise.all(all.map((payload) => postOnce(payload, target)));
  for (const [index, status] of statuses.entries())
    if (status !== 200) void postUntilTaken(all[index], target, standIn.stopping);
  return statuses.find((status) => status !== 200) ?? 200;
}

function readPlay(form: URLSearchParams): Play {
  const line = (name: string) => form.get(name)?.trim().slice(0, 5_000) || undefined;
  return {
    numberId: line('number'),
    name: line('name')?.slice(0, 200),
    phone: line('phone'),
    text: line('text'),
    kind: line('kind'),
    ad: line('ad')?.slice(0, 300),
    adId: line('adId')?.slice(0, 60),
    code: line('code')?.slice(0, 60),
    isHidden: form.has('hidden'),
    again: line('again'),
  };
}

async function answerFail(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await readBody(request));
  const what = form.get('failure') ?? '';
  const isLater = form.has('later');
  const { failures } = standIn.world;
  if (what === 'none') failures.length = 0;
  else if (what === 'timeout' || what === 'reset') failures.push(failureOf(what, { isAccepted: isLater }));
  else if (/^\d{1,6}$/.test(what)) failures.push(failureOf(Number(what), { isLater }));
  sendOutcome(request, response, { outcome: 'failing' });
}

/** A browser is sent back to the page; a program gets JSON. */
function sendOutcome(
  request: IncomingMessage,
  response: ServerResponse,
  facts: Record<string, string>,
): void {
  if (request.headers.accept?.includes('application/json')) {
    sendJson(response, 200, facts);
    return;
  }
  response.writeHead(303, { location: `/?${new URLSearchParams(facts)}` }).end();
}

function sendHtml(response: ServerResponse, draw: (nonce: string) => string): void {
  const nonce = crypto.randomUUID();
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(draw(nonce));
}

/** A name that leads here by somebody else's doing is none of ours. */
function isOwnHost({ url }: StandIn, host: string | undefined): boolean {
  const { port } = new URL(url);
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`;
}

/** Browsers say which page wrote; programs say nothing. */
function isOwnPage({ url }: StandIn, { headers }: IncomingMessage): boolean {
  const { port } = new URL(url);
  const { origin } = headers;
  return (
    origin === undefined || origin === `http://127.0.0.1:${port}` || origin === `http://localhost:${port}`
  );
}
