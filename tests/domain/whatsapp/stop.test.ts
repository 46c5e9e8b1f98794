import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { graphFor } from '#domain/whatsapp/access.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { resumeNumber, stopNumber } from '#domain/whatsapp/stop.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
let workspace: TestWorkspace;
let id: number;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  workspace = await makeWorkspace(db());
  ({ id } = await connectNumber(workspace.admin, numberFacts()));
});
const kinds = async () => (await workspaceEventsOf(workspace.admin)).map(({ kind }) => kind);
const expired = { code: 190, title: 'Session has expired' };

test('a number stops with what Meta said, and whoever reads by it may go on', async () => {
  await stopNumber(workspace.admin, id, expired);
  expect((await listNumbers(workspace.admin))[0]).toMatchObject({
    state: 'stopped',
    stopCode: 190,
    stoppedAt: expect.any(Date),
    lastError: { code: 190, message: 'Session has expired' },
  });
  expect(await graphFor(workspace.sales, id)).toMatchObject({ state: 'stopped' });
  expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
    kind: 'number.stopped',
    after: expired,
  });
});

test('the first of many reasons stays', async () => {
  await Promise.all(
    [131_042, 368, 190, 10].map((code) => stopNumber(workspace.admin, id, { code, title: String(code) })),
  );
  await stopNumber(workspace.admin, id, { code: 131_031, title: 'later' });
  expect((await kinds()).filter((kind) => kind === 'number.stopped')).toHaveLength(1);
  expect((await listNumbers(workspace.admin))[0]?.stopCode).not.toBe(131_031);
});

test('resuming lets it send again, once', async () => {
  await stopNumber(workspace.admin, id, expired);
  await Promise.all([resumeNumber(workspace.admin, { id }), resumeNumber(workspace.admin, { id })]);
  expect((await listNumbers(workspace.admin))[0]).toMatchObject({
    state: 'connected',
    stopCode: null,
    stoppedAt: null,
  });
  expect((await kinds()).filter((kind) => kind === 'number.resumed')).toHaveLength(1);
});

test('a form that was open meanwhile is not stale', async () => {
  const [before] = await listNumbers(workspace.admin);
  await stopNumber(workspace.admin, id, expired);
  await resumeNumber(workspace.admin, { id });
  expect((await listNumbers(workspace.admin))[0]?.version).toBe(before?.version);
});

test('one that is gone is left alone', async () => {
  await disconnectNumber(workspace.admin, { id });
  await stopNumber(workspace.admin, id, expired);
  expect(await kinds()).not.toContain('number.stopped');
  await refused(resumeNumber(workspace.admin, { id }), 'not_found');
});

test('refuses strangers and other roles', async () => {
  const stranger = await makeWorkspace(db());
  await stopNumber(stranger.admin, id, expired);
  expect((await listNumbers(workspace.admin))[0]?.state).toBe('connected');
  await refused(resumeNumber(stranger.admin, { id }), 'not_found');
  await refused(stopNumber(workspace.manager, id, expired), 'forbidden');
  await refused(resumeNumber(workspace.sales, { id }), 'forbidden');
});
