import { createHmac, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunReason } from '#db/automation-values.ts';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { makeCalls } from '#domain/calls/make-calls.ts';
import type { Call } from '#domain/calls/payload.ts';
import { queueCall } from '#domain/calls/queue.ts';
import { showWebhookSecret } from '#domain/calls/secret.ts';
import { inTransaction } from '#domain/ctx.ts';
import { log } from '#lib/log.ts';
import { useDatabase } from '../../support/connect.ts';
import { useReceiver } from '../../support/receiver.ts';
import { makeAutomation, startRun, steps } from '../../support/run.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const receiver = useReceiver();
let workspace: TestWorkspace;
log.level = 'silent';

beforeAll(async () => {
  workspace = await makeWorkspace(db());
});
beforeEach(() => {
  receiver().answers((response) => void response.end('ok'));
});

const never = new AbortController().signal;
const work = () => makeCalls(db(), never);
const queue = (
  url = receiver().url,
  body: Record<string, unknown> = { event: 'x' },
  requestId: string = randomUUID(),
  by = workspace,
) =>
  queueCall(by.admin, {
    kind: 'webhook',
    payload: { url, body },
    requestId,
    contactId: null,
    runId: 999_999,
  });
const rowOf = async (id: number) =>
  (await db().select().from(outgoingCalls).where(eq(outgoingCalls.id, id)))[0];
const makeDue = (id: number) =>
  db().execute(sql`update outgoing_calls set next_try_at = now() where id = ${id}`);

test('a webhook leaves signed, with its id, and what came of it is written down and wakes its run', async () => {
  const requestId = randomUUID();
  const id = await queue(receiver().url, { contact: { name: 'Ana' } }, requestId);
  await work();
  const got = receiver().received.at(-1);
  expect(JSON.parse(got?.body ?? '')).toEqual({ contact: { name: 'Ana' } });
  expect(got?.headers['x-chat-bot-id']).toBe(requestId);
  const [, seconds = '', sign] =
    /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(got?.headers['x-chat-bot-signature'])) ?? [];
  const { secret } = await showWebhookSecret(workspace.admin);
  expect(sign).toBe(createHmac('sha256', secret).update(`${seconds}.${got?.body}`).digest('hex'));
  expect(Math.abs(Date.now() / 1_000 - Number(seconds))).toBeLessThan(30);
  expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 1, answer: { status: 200, body: 'ok' } });
  const inbox = await db().execute(
    sql`select 1 from automation_inbox where call_id = ${id} and what = 'call'`,
  );
  expect(inbox).toHaveLength(1);
});

test('asked for twice it is one call', async () => {
  const requestId = randomUUID();
  const ids = await Promise.all([1, 2, 3].map(() => queue(receiver().url, {}, requestId)));
  expect(new Set(ids).size).toBe(1);
  const total = receiver().received.length;
  await Promise.all([work(), work(), work()]);
  expect(receiver().received).toHaveLength(total + 1);
});

test('queued in a transaction that is taken back it was never asked for', async () => {
  const requestId = randomUUID();
  const failing = inTransaction(workspace.admin, async (tx) => {
    await queueCall(tx, {
      kind: 'webhook',
      payload: { url: receiver().url, body: {} },
      requestId,
      contactId: null,
      runId: null,
    });
    throw new Error('taken back');
  });
  await expect(failing).rejects.toThrow('taken back');
  expect(await db().$count(outgoingCalls, eq(outgoingCalls.requestId, requestId))).toBe(0);
});

test('a server in trouble is asked again later with the same id, and given up in the end', async () => {
  receiver().answers((response) => void response.writeHead(500).end('ai'));
  const id = await queue();
  for (let tries = 1; tries <= 5; tries += 1) {
    await work();
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'queued', attempts: tries, answer: { status: 500, body: 'ai' } });
    expect(row?.nextTryAt.getTime()).toBeGreaterThan(Date.now());
    await makeDue(id);
  }
  await work();
  const row = await rowOf(id);
  expect(row).toMatchObject({ state: 'failed', attempts: 6 });
  expect(row?.finishedAt).toBeInstanceOf(Date);
});

test('what a worker that died held is called again', async () => {
  const id = await queue();
  await db().execute(sql`
    update outgoing_calls set state = 'calling', attempts = 1, next_try_at = now() - interval '1 second' where id = ${id}`);
  await work();
  expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 2 });
});

describe('once its run was called off', () => {
  async function ofRun(kind: 'webhook' | 'email', state: 'stopped' | 'cancelled', reason: RunReason) {
    const automation = await makeAutomation(workspace.admin, steps({ kind: 'note', text: 'x' }));
    const runId = await startRun(workspace.admin, automation, 1);
    const payload = { url: receiver().url, body: {}, to: 'ana@example.com', subject: 'x', text: 'x' };
    const id = await queueCall(workspace.admin, {
      ...({ kind, payload } as Call),
      requestId: randomUUID(),
      contactId: null,
      runId,
    });
    const callOff = () =>
      db().execute(sql`
        update automation_runs set state = ${state}, reason = ${reason}, finished_at = now() where id = ${runId}`);
    return { id, callOff };
  }

  test('a call that is being made is not tried again', async () => {
    const { id, callOff } = await ofRun('webhook', 'cancelled', 'cancelled');
    receiver().answers(async (response) => {
      await callOff();
      response.writeHead(500).end('ai');
    });
    await work();
    expect(await rowOf(id)).toMatchObject({
      state: 'cancelled',
      attempts: 1,
      answer: { status: 500 },
      finishedAt: expect.any(Date),
    });
  });

  test.each([
    ['webhook', 'stopped', 'switched_off', 'cancelled'],
    ['webhook', 'stopped', 'contact_gone', 'cancelled'],
    ['email', 'stopped', 'step_gone', 'cancelled'],
    // Its run came to its end, and the message has yet to be told: here, by a server that has no mail set up.
    ['email', 'stopped', 'stop_step', 'failed'],
  ] as const)(
    'a %s that a dead worker held, of a run that is %s by %s: %s',
    async (kind, state, reason, is) => {
      const { id, callOff } = await ofRun(kind, state, reason);
      await db().execute(sql`
      update outgoing_calls set state = 'calling', attempts = 1, next_try_at = now() - interval '1 second' where id = ${id}`);
      await callOff();
      const total = receiver().received.length;
      await work();
      expect(await rowOf(id)).toMatchObject({ state: is, finishedAt: expect.any(Date) });
      expect(receiver().received).toHaveLength(total);
    },
  );
});

test('one server that does not answer leaves the others their lanes', async () => {
  const slow = await Promise.all(Array.from({ length: 30 }, () => queue(receiver().url)));
  const held: (() => void)[] = [];
  receiver().answers((response) => void held.push(() => response.end('ok')));
  const other = await queue('http://127.0.0.1:1/');
  const working = work();
  await expect.poll(async () => (await rowOf(other))?.attempts, { timeout: 5_000 }).toBe(1);
  expect(held.length).toBeLessThanOrEqual(4);
  receiver().answers((response) => void response.end('ok'));
  for (const release of held) release();
  await working;
  expect((await Promise.all(slow.map(rowOf))).every((row) => row?.state === 'done')).toBe(true);
});

test('nor does one workspace take the lanes of another, to the same server or to others', async () => {
  const [here, there] = await Promise.all([makeWorkspace(db()), makeWorkspace(db())]);
  const { port } = new URL(receiver().url);
  const hosts = Array.from({ length: 12 }, (_, i) => `http://127.0.1.${i + 1}:${port}/dead`);
  const dead = [...hosts, ...hosts, ...hosts, ...hosts, ...Array(4).fill(receiver().url)];
  await Promise.all(dead.map((url) => queue(url, { from: 'dead' }, randomUUID(), here)));
  const held: (() => void)[] = [];
  const other = randomUUID();
  receiver().answers((response, { headers }) => {
    if (headers['x-chat-bot-id'] === other) response.end('ok');
    else held.push(() => response.end('ok'));
  });
  const id = await queue(receiver().url, {}, other, there);
  const working = work();
  await expect.poll(async () => (await rowOf(id))?.state, { timeout: 5_000 }).toBe('done');
  expect(held.length).toBeLessThanOrEqual(8);
  receiver().answers((response) => void response.end('ok'));
  for (const release of held) release();
  await working;
});

describe('what never comes to an end is given up', () => {
  test('after six tries that broke here', async () => {
    const id = await queue();
    await db().execute(sql`alter table automation_settings rename to settings_gone`);
    for (let tries = 1; tries <= 6; tries += 1) {
      await makeDue(id);
      await work();
      expect(await rowOf(id)).toMatchObject({ attempts: tries, answer: { error: 'internal' } });
    }
    await db().execute(sql`alter table settings_gone rename to automation_settings`);
    expect(await rowOf(id)).toMatchObject({ state: 'failed' });
  });

  test('after six tries whose workers died, without a seventh', async () => {
    const id = await queue();
    await db().execute(sql`
      update outgoing_calls set state = 'calling', attempts = 6, next_try_at = now() - interval '1 second' where id = ${id}`);
    const total = receiver().received.length;
    await work();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', answer: { error: 'given_up' } });
    expect(receiver().received).toHaveLength(total);
  });
});

describe('never called', () => {
  test.each([
    ['http://169.254.169.254/latest/meta-data', 'private'],
    ['http://user:pass@127.0.0.1/', 'credentials'],
    ['ftp://127.0.0.1/', 'not_an_address'],
  ])('%s', async (url, error) => {
    const id = await queue(url);
    await work();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', attempts: 1, answer: { error } });
  });

  test('a body that is too large', async () => {
    const id = await queue(receiver().url, { text: 'x'.repeat(300_000) });
    await work();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', answer: { error: 'too_large' } });
  });
});
