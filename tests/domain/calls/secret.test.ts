import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { makeCalls } from '#domain/calls/make-calls.ts';
import { queueCall } from '#domain/calls/queue.ts';
import { rotateWebhookSecret, showWebhookSecret } from '#domain/calls/secret.ts';
import { signatureOf } from '#domain/calls/signature.ts';
import { useDatabase } from '../../support/connect.ts';
import { useReceiver } from '../../support/receiver.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const receiver = useReceiver();
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace(db());
});

const work = () => makeCalls(db(), new AbortController().signal);
const queue = () =>
  queueCall(workspace.admin, {
    kind: 'webhook',
    payload: { url: receiver().url, body: { event: 'x' } },
    requestId: randomUUID(),
    contactId: null,
    runId: 5,
  });

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
  const after = await rotateWebhookSecret(workspace.admin, before);
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
  await refused(rotateWebhookSecret(workspace.sales, { version: 'x' }), 'forbidden');
});

test('a double click replaces it once: what signed before still does', async () => {
  const here = await makeWorkspace(db());
  const before = await showWebhookSecret(here.admin);
  const [one, other] = await Promise.all([1, 2].map(() => rotateWebhookSecret(here.admin, before)));
  expect(one?.secret).not.toBe(before.secret);
  expect(other).toEqual(one);
  expect(await rotateWebhookSecret(here.admin, { version: before.version })).toEqual(one);
  expect(await showWebhookSecret(here.admin)).toEqual(one);
  const events = await workspaceEventsOf(here.admin);
  expect(events.filter(({ kind }) => kind === 'workspace.webhook_secret_rotated')).toHaveLength(1);
  const again = await rotateWebhookSecret(here.admin, { version: one?.version });
  expect(again.secret).not.toBe(one?.secret);
});

test('which one is to go has to be said', async () => {
  await refused(rotateWebhookSecret(workspace.admin, {}), 'invalid');
});
