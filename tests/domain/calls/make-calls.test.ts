import { createHmac, randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RunReason } from '#db/automation-values.ts';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { makeCalls } from '#domain/calls/make-calls.ts';
import type { Call } from '#domain/calls/payload.ts';
import { queueCall } from '#domain/calls/queue.ts';
import { rotateWebhookSecret, showWebhookSecret } from '#domain/calls/secret.ts';
import { signatureOf } from '#domain/calls/signature.ts';
import { inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { useReceiver } from '../../support/receiver.ts';
import { refused } from '../../support/refusals.ts';
import { makeAutomation, startRun, steps } from '../../support/run.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const receiver = useReceiver();
let workspace: TestWorkspace;

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
) =>
  queueCall(workspace.admin, {
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

describe('the secret', () => {
  test('is made once, is sealed where it is stored, and is another in each workspace', async () => {
    const here = await makeWorkspace(db());
    const shown = await Promise.all([1, 2, 3].map(() => showWebhookSecret(here.admin)));
    expect(new Set(shown.map(({ secret }) => secret)).size).toBe(1);
    const [row] = await db().execute<{ webhook_secret: string }>(
      sql`select webhook_secret from automation_settings where workspace_id = ${here.id}`,
    );
    expect(row?.webhook_secret).not.toContain(shown[0]?.secret);
    expect((await showWebhookSecret(workspace.admin)).secret).not.toBe(shown[0]?.secret);
  });

  test('is replaced with an event that does not hold it; both sign for a while', async () => {
    const before = await showWebhookSecret(workspace.admin);
    const after = await rotateWebhookSecret(workspace.admin);
    expect(after.secret).not.toBe(before.secret);
    expect(after.earlierUntil?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    const event = (await workspaceEventsOf(workspace.admin)).at(-1);
    expect(event?.kind).toBe('workspace.webhook_secret_rotated');
    expect(JSON.stringify(event)).not.toContain(after.secret);
    await queue();
    await work();
    const got = receiver().received.at(-1);
    const header = String(got?.headers['x-chat-bot-signature']);
    const seconds = Number(/^t=(\d+)/.exec(header)?.[1]);
    expect(header).toBe(signatureOf(got?.body ?? '', [after.secret, before.secret], seconds));
    await db().execute(
      sql`update automation_settings set earlier_until = now() where workspace_id = ${workspace.id}`,
    );
    await queue();
    await work();
    expect(String(receiver().received.at(-1)?.headers['x-chat-bot-signature']).split(',')).toHaveLength(2);
  });

  test('is for admins alone', async () => {
    await refused(showWebhookSecret(workspace.manager), 'forbidden');
    await refused(rotateWebhookSecret(workspace.sales), 'forbidden');
  });
});
