import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { callGraph } from '#domain/whatsapp/graph.ts';
import { failureOf, type StandIn, startMetaStandIn } from '#scripts/meta-stand-in/server.ts';
import { signatureOf } from '#scripts/meta-stand-in/webhooks.ts';

const NUMBER = '106540352242922';
const ACCOUNT = '102290129340398';
const received: { body: string; signature: string }[] = [];
let refusals = 0;
let standIn: StandIn;

const product = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  if (refusals-- > 0) return void response.writeHead(503).end();
  received.push({ body, signature: String(request.headers['x-hub-signature-256']) });
  response.end();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(product.address() as AddressInfo).port}/api/webhooks/whatsapp`;
  const pace = { sent: 0, delivered: 0, read: 0 };
  standIn = await startMetaStandIn({ pace, target: { url, appSecret: 'segredo' } });
});
beforeEach(() => {
  received.length = 0;
  refusals = 0;
});
afterAll(async () => {
  await standIn.stop();
  product.close();
});

const call = (path: string, body?: unknown, token = 'EAAGtoken') =>
  callGraph(
    { url: standIn.url, version: 'v26.0' },
    { token, path, ...(body !== undefined && { method: 'POST' as const, body }) },
  );
const text = (extra: object = {}) =>
  call(`${NUMBER}/messages`, {
    messaging_product: 'whatsapp',
    to: '+5521990001234',
    text: { body: 'Bom dia' },
    ...extra,
  });
type Answer = Awaited<ReturnType<typeof text>>;
/** What was told about one message: tests share the product, and states of others may still come. */
function statesOf(answer: Answer): { status: string }[] {
  const { messages = [] } = answer.kind === 'ok' ? (answer.body as { messages?: { id: string }[] }) : {};
  return received
    .map(({ body }) => JSON.parse(body).entry[0].changes[0].value.statuses[0])
    .filter(({ id }) => id === messages[0]?.id);
}
const SENT_AND_READ = ['sent', 'delivered', 'read'];
const toldAs = (answer: Answer) =>
  vi.waitFor(() => {
    const told = statesOf(answer).map(({ status }) => status);
    expect(told.length).toBeGreaterThan(0);
    if (told[0] !== 'failed') expect(told).toEqual(SENT_AND_READ);
    return told;
  }, 5_000);

describe('sending', () => {
  test('an accepted message has an id, and is told as sent, delivered and read', async () => {
    const answer = await text({ biz_opaque_callback_data: 'caixa:1' });
    expect(answer).toMatchObject({
      kind: 'ok',
      body: {
        contacts: [{ input: '+5521990001234', wa_id: '5521990001234' }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      },
    });
    expect(await toldAs(answer)).toEqual(SENT_AND_READ);
    expect(statesOf(answer)[0]).toMatchObject({
      biz_opaque_callback_data: 'caixa:1',
      recipient_id: '5521990001234',
    });
  });

  test('webhooks are signed over the bytes that are sent', async () => {
    await toldAs(await text());
    for (const { body, signature } of received) expect(signature).toBe(signatureOf(body, 'segredo'));
  });

  test('a webhook that is not answered with 200 comes again', async () => {
    refusals = 1;
    expect(await toldAs(await text())).toEqual(SENT_AND_READ);
  });

  test.each([131047, 130429, 190, 131000])('answers with error %i when asked to', async (code) => {
    standIn.world.failures.push(failureOf(code));
    expect(await text()).toMatchObject({ kind: 'refused', code });
    expect(await text()).toMatchObject({ kind: 'ok' });
  });

  test('a message may be accepted and fail later', async () => {
    standIn.world.failures.push(failureOf(131026, { isLater: true }));
    const answer = await text();
    expect(answer).toMatchObject({ kind: 'ok' });
    expect(await toldAs(answer)).toEqual(['failed']);
    expect(statesOf(answer)[0]).toMatchObject({ errors: [{ code: 131026 }] });
  });

  test('an answer may be lost, with the message accepted or not', async () => {
    const before = standIn.world.accepted.length;
    standIn.world.failures.push(failureOf('reset'), failureOf('reset', { isAccepted: true }));
    expect(await text()).toMatchObject({ kind: 'unclear' });
    expect(standIn.world.accepted).toHaveLength(before);
    expect(await text()).toMatchObject({ kind: 'unclear' });
    expect(standIn.world.accepted).toHaveLength(before + 1);
  });

  test('free text is refused to somebody who last wrote more than a day ago; a template is not', async () => {
    const wroteAt = new Map([[NUMBER, Date.now() - 25 * 3_600_000]]);
    const person = { name: 'Rui', phone: '5531990004321', userId: 'BR.1', wroteAt, heardAt: new Map() };
    standIn.world.people.push(person);
    const to = '+5531990004321';
    expect(await text({ to })).toMatchObject({ kind: 'refused', code: 131047 });
    expect(await text({ to: undefined, recipient: 'BR.1' })).toMatchObject({ code: 131047 });
    const template = { name: 'boas_vindas', language: { code: 'pt_BR' } };
    expect(await text({ to, type: 'template', template })).toMatchObject({ kind: 'ok' });
    person.wroteAt.set(NUMBER, Date.now());
    expect(await text({ to })).toMatchObject({ kind: 'ok' });
  });

  test('the pair limit holds where asked for', async () => {
    standIn.world.rules.isPairLimited = true;
    const to = '+5541990001111';
    expect(await text({ to })).toMatchObject({ kind: 'ok' });
    expect(await text({ to })).toMatchObject({ kind: 'refused', code: 131056 });
    standIn.world.rules.isPairLimited = false;
  });

  test('a token that has expired is refused, and so is none', async () => {
    expect(await call(NUMBER, undefined, 'expired-token')).toMatchObject({
      kind: 'refused',
      code: 190,
      httpStatus: 401,
    });
    expect((await fetch(`${standIn.url}/v26.0/${NUMBER}`)).status).toBe(401);
  });
});

describe('subscribing the app', () => {
  const path = `${ACCOUNT}/subscribed_apps`;
  const ask = (method: string, token = 'token', asked = path) =>
    fetch(`${standIn.url}/v26.0/${asked}`, { method, headers: { authorization: `Bearer ${token}` } });
  const subscribed = async () => ((await (await ask('GET')).json()) as { data: object[] }).data.length;

  test('is done, undone and told', async () => {
    expect(await subscribed()).toBe(1);
    expect(await (await ask('DELETE')).json()).toEqual({ success: true });
    expect(await subscribed()).toBe(0);
    expect(await (await ask('POST')).json()).toEqual({ success: true });
    expect(await subscribed()).toBe(1);
  });

  test.each([
    ['a token without the permission', 'readonly', path, 200],
    ['a token of another business', 'foreign', path, 100],
    ['an account that is not there', 'token', '55555555/subscribed_apps', 100],
  ])('%s is refused', async (_what, token, asked, code) => {
    expect(await (await ask('POST', token, asked)).json()).toMatchObject({ error: { code } });
  });
});

describe('reading', () => {
  test('a number has the fields that are asked for', async () => {
    expect(await call(`${NUMBER}?fields=display_phone_number,verified_name,quality_rating`)).toEqual({
      kind: 'ok',
      body: {
        id: NUMBER,
        display_phone_number: '+5511900010010',
        verified_name: 'Vale do Ipê Energia Solar',
        quality_rating: 'GREEN',
      },
    });
  });

  test('templates come by pages', async () => {
    const names: string[] = [];
    let after = '';
    do {
      const answer = await call(`${ACCOUNT}/message_templates?fields=name,language&limit=4${after}`);
      if (answer.kind !== 'ok') throw new Error(answer.kind);
      const { data, paging } = answer.body as {
        data: { name: string }[];
        paging: { cursors: { after: string }; next?: string };
      };
      names.push(...data.map(({ name }) => name));
      after = paging.next ? `&after=${paging.cursors.after}` : '';
    } while (after);
    expect(names).toEqual(standIn.world.templates.map(({ name }) => name));
  });

  test('a picture is described, and its bytes need the token', async () => {
    const answer = await call('9000000000001');
    if (answer.kind !== 'ok') throw new Error(answer.kind);
    const { url, mime_type, file_size } = answer.body as {
      url: string;
      mime_type: string;
      file_size: number;
    };
    expect(mime_type).toBe('image/png');
    expect((await fetch(url)).status).toBe(401);
    const bytes = await (await fetch(url, { headers: { authorization: 'Bearer EAAG' } })).arrayBuffer();
    expect(bytes.byteLength).toBe(file_size);
  });

  test.each(['12345', '12345/message_templates', `${NUMBER}/teapot`])('%s is not there', async (path) => {
    expect(await call(path)).toMatchObject({ kind: 'refused', code: 100 });
  });
});
