import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { moveRuns } from '#domain/automations/end-runs.ts';
import { bringStatusBack, letMemberGo, letOriginMerge, letStatusGo } from '#domain/automations/let-go.ts';
import type { Action } from '#domain/automations/types.ts';
import { type Ctx, inTransaction } from '#domain/ctx.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { addVersion, makeAutomation, readRun, startRun, steps } from '../../support/run.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let contactId: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  contactId = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
});

/** A transaction that has a run, as one that works on it has; `then` is what its step locks next. */
async function meanwhile(runId: number, then: (tx: Ctx) => Promise<unknown>, act: () => Promise<unknown>) {
  const held = Promise.withResolvers<void>();
  const waited = Promise.withResolvers<void>();
  const step = inTransaction(desk.admin, async (tx) => {
    await tx.db.execute(sql`select from automation_runs where id = ${runId} for no key update`);
    held.resolve();
    await waited.promise;
    await then(tx);
  });
  await held.promise;
  const acting = act();
  await expect.poll(isSomebodyWaiting).toBe(true);
  waited.resolve();
  await step;
  return acting;
}

async function isSomebodyWaiting(): Promise<boolean> {
  const waiting = await db().execute(sql`
    select from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()`);
  return waiting.length > 0;
}

const lockNow = (rows: ReturnType<typeof sql>) => (tx: Ctx) =>
  tx.db.execute(sql`select from ${rows} where workspace_id = ${tx.workspace.id} for update nowait`);

const owner = (): Action => ({ kind: 'owner', assignment: 'person', userIds: [userIdOf(desk.sales)] });
const cases: [string, () => Action, ReturnType<typeof sql>, () => Promise<unknown>][] = [
  [
    'a member',
    owner,
    sql`memberships`,
    () => letMemberGo(desk.admin, { userId: userIdOf(desk.sales), contactsTo: userIdOf(desk.manager) }),
  ],
  [
    'a status',
    () => ({ kind: 'status', statusId: desk.contatado }),
    sql`statuses`,
    () => letStatusGo(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo }),
  ],
  [
    'an origin',
    () => ({ kind: 'origin', originId: desk.google }),
    sql`origins`,
    () => letOriginMerge(desk.admin, { fromId: desk.google, intoId: desk.whatsapp }),
  ],
];

test.each(cases)(
  'whoever takes %s away waits for a step before holding what the step wants',
  async (_, step, rows, act) => {
    const automation = await makeAutomation(desk.admin, steps(step()));
    const runId = await startRun(desk.admin, automation, contactId);
    await meanwhile(runId, lockNow(rows), act);
    expect((await readRun(desk.admin, runId)).versionId).toBeGreaterThan(automation.versionId);
  },
);

test('whoever brings it back does, too', async () => {
  const automation = await makeAutomation(desk.admin, steps({ kind: 'status', statusId: desk.contatado }));
  const { changeId } = await letStatusGo(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo });
  const runId = await startRun(desk.admin, automation, contactId);
  await meanwhile(runId, lockNow(sql`statuses`), () => bringStatusBack(desk.admin, { changeId }));
  expect((await readRun(desk.admin, runId)).versionId).toBeGreaterThan(automation.versionId);
});

test('a run that began since, and is being worked on, is not waited for', async () => {
  const automation = await makeAutomation(desk.admin, steps(owner()));
  const [busy, free] = [
    await startRun(desk.admin, automation, contactId),
    await startRun(desk.admin, automation, contactId),
  ];
  const versionId = await addVersion(desk.admin, automation.automationId, steps(owner()));
  await db().transaction(async (tx) => {
    await tx.execute(sql`select from automation_runs where id = ${busy} for no key update`);
    const moved = await moveRuns(desk.admin, automation.automationId, versionId, { isWaiting: false });
    expect(moved).toEqual({ moved: 1, ended: 0 });
  });
  expect((await readRun(desk.admin, busy)).versionId).toBe(automation.versionId);
  expect((await readRun(desk.admin, free)).versionId).toBe(versionId);
});
