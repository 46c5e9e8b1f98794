import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { control } from '#scripts/meta-stand-in/control.ts';
import { type StandIn, startMetaStandIn } from '#scripts/meta-stand-in/server.ts';

type Told = { contacts: { wa_id?: string; user_id: string }[]; messages: Record<string, unknown>[] };
const received: Told[][] = [];
let answer = 200;
let standIn: StandIn;

const product = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const { entry } = JSON.parse(body) as { entry: { changes: { value: Told }[] }[] };
  received.push(entry.flatMap(({ changes }) => changes.map(({ value }) => value)));
  response.writeHead(answer).end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(product.address() as AddressInfo).port}/`;
  standIn = await startMetaStandIn({ target: { url, appSecret: 'segredo' }, extra: control });
});
beforeEach(() => {
  received.length = 0;
  answer = 200;
  standIn.world.failures.length = 0;
});
afterAll(async () => {
  await standIn.stop();
  product.close();
});

const send = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${standIn.url}${path}`, {
    method: 'POST',
    headers: { accept: 'application/json', ...headers },
    body: new URLSearchParams(form),
    redirect: 'manual',
  });
const play = async (form: Record<string, string>) => (await send('/play', form)).json();
const [texts, people] = [
  () =>
    received.flat().flatMap(({ messages }) => messages.map(({ text }) => (text as { body: string }).body)),
  () => new Set(received.flat().flatMap(({ contacts }) => contacts.map(({ user_id }) => user_id))),
];

describe('playing a message', () => {
  test('nothing is told of an account that the app is not subscribed to, as Meta does', async () => {
    standIn.world.subscribed.clear();
    expect(await play({ name: 'Ana', text: 'Oi' })).toEqual({ outcome: 'unsubscribed' });
    expect(received).toEqual([]);
    await fetch(`${standIn.url}/v26.0/102290129340398/subscribed_apps`, {
      method: 'POST',
      headers: { authorization: 'Bearer token' },
    });
    expect(await play({ name: 'Ana', text: 'Oi' })).toMatchObject({ outcome: 'taken' });
  });

  test('somebody new writes, with everything a real message has', async () => {
    const { outcome, phone } = await play({ name: 'Ana', phone: '(11) 90000-1234', text: 'Oi', ad: 'Sol' });
    expect({ outcome, phone }).toEqual({ outcome: 'taken', phone: '5511900001234' });
    expect(received[0]?.[0]).toMatchObject({
      metadata: { phone_number_id: '106540352242922' },
      contacts: [{ profile: { name: 'Ana' }, wa_id: '5511900001234' }],
      messages: [
        { from: '5511900001234', type: 'text', text: { body: 'Oi' }, referral: { headline: 'Sol' } },
      ],
    });
  });

  test('the same phone is the same person, and so is "the same again"', async () => {
    const { again } = await play({ phone: '5511900005555', text: 'Um' });
    await play({ phone: '5511900005555', text: 'Dois' });
    await play({ again, text: 'Três' });
    expect(people()).toEqual(new Set([again]));
  });

  test('whoever shows no phone is known by their id alone', async () => {
    await play({ hidden: '1', text: 'Oi' });
    expect(received[0]?.[0]?.contacts[0]).not.toHaveProperty('wa_id');
    expect(received[0]?.[0]?.messages[0]).not.toHaveProperty('from');
    expect(received[0]?.[0]?.contacts[0]?.user_id).toMatch(/^BR\.\d+$/);
  });

  test.each([
    ['once', 3, ['Um', 'Dois', 'Três']],
    ['batch', 1, ['Um', 'Dois', 'Três']],
    ['twice', 6, ['Um', 'Um', 'Dois', 'Dois', 'Três', 'Três']],
    ['disorder', 3, ['Um', 'Dois', 'Três']],
  ])('three lines delivered %s are %i posts of one person', async (delivery, posts, said) => {
    await play({ text: 'Um\nDois\r\nTrês', delivery });
    expect(received).toHaveLength(posts);
    expect(texts().toSorted()).toEqual(said.toSorted());
    expect(people().size).toBe(1);
  });

  test('the code of a link stands in the text', async () => {
    await play({ text: 'Olá', code: '(ref G7M4K)' });
    expect(texts()).toEqual(['Olá (ref G7M4K)']);
  });

  test.each(['image', 'document', 'location'])('%s', async (kind) => {
    await play({ kind });
    expect(received[0]?.[0]?.messages[0]).toMatchObject({ type: kind, [kind]: expect.any(Object) });
  });

  test('a product that does not take it is told', async () => {
    answer = 503;
    expect(await play({ text: 'Oi' })).toMatchObject({ outcome: 'refused', status: '503' });
    answer = 200;
  });

  test('to a number that is not there nothing is sent', async () => {
    expect(await play({ number: '1', text: 'Oi' })).toEqual({ outcome: 'nowhere' });
  });
});

describe('the page', () => {
  test.each([
    ['en', 'Send a message'],
    ['es-MX,es;q=0.9', 'Enviar un mensaje'],
    ['fr', 'Mandar uma mensagem'],
  ])('speaks the language of %s', async (language, words) => {
    const response = await fetch(standIn.url, { headers: { 'accept-language': language } });
    expect(await response.text()).toContain(words);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('shows what the product sent as text, whatever is in it', async () => {
    await fetch(`${standIn.url}/v26.0/106540352242922/messages`, {
      method: 'POST',
      headers: { authorization: 'Bearer EAAG', 'content-type': 'application/json' },
      body: JSON.stringify({
        messaging_product: 'whatsapp',
        to: '+5511900001234',
        text: { body: '<script>alert(1)</script>' },
      }),
    });
    const html = await (await fetch(`${standIn.url}/log`)).text();
    expect(html).toContain('&#60;script&#62;');
    expect(html).not.toContain('<script>');
  });

  test('a form leads back to the page, which says what came of it', async () => {
    const response = await send('/play', { name: '<b>Ana</b>', text: 'Oi' }, { accept: 'text/html' });
    expect(response.status).toBe(303);
    const page = await (await fetch(new URL(response.headers.get('location') ?? '', standIn.url))).text();
    expect(page).toContain('&#60;b&#62;Ana');
  });

  test('sets the next error, and forgets it', async () => {
    await send('/fail', { failure: '131026', later: '1' });
    await send('/fail', { failure: 'reset' });
    expect(standIn.world.failures).toEqual([
      { kind: 'code', code: 131_026, isLater: true },
      { kind: 'reset', isAccepted: false },
    ]);
    await send('/fail', { failure: 'none' });
    expect(standIn.world.failures).toEqual([]);
  });

  test('pages of others may not write, nor names that lead here by their doing', async () => {
    expect((await send('/play', { text: 'Oi' }, { origin: 'https://evil.example' })).status).toBe(404);
    expect((await send('/play', { text: 'Oi' }, { origin: 'null' })).status).toBe(404);
    expect(received).toEqual([]);
  });
});
