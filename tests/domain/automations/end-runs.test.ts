import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { endRuns, moveRuns } from '#domain/automations/end-runs.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import {
  addVersion,
  hasten,
  makeAutomation,
  readRun,
  readTrail,
  startRun,
  steps,
  workAll,
} from '../../support/run.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let contactId: number;

const WAIT = { kind: 'wait', minutes: 60, untilWorkingTime: false, untilAnswer: false } as const;
const NOTE = { kind: 'note', text: 'x' } as const;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  const place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  contactId = await makeContact(workspace.admin, place);
});

describe('runs of an automation that is switched off', () => {
  it('end, with what has not gone out, and leave the others', async () => {
    const one = await makeAutomation(
      workspace.admin,
      steps({ kind: 'webhook', url: 'https://example.com/' }, NOTE),
    );
    const other = await makeAutomation(workspace.admin, steps(WAIT));
    const [id, kept] = [
      await startRun(workspace.admin, one, contactId),
      await startRun(workspace.admin, other, contactId),
    ];
    await workAll(workspace.admin);
    expect(await endRuns(workspace.manager, one.automationId)).toBe(1);
    expect(await readRun(workspace.admin, id)).toMatchObject({
      state: 'stopped',
      reason: 'switched_off',
      waitsFor: null,
      finishedAt: expect.any(Date),
    });
    expect(await readTrail(workspace.admin, id)).toMatchObject([{ state: 'skipped' }]);
    expect(await db().select().from(outgoingCalls).where(eq(outgoingCalls.runId, id))).toMatchObject([
      { state: 'cancelled' },
    ]);
    expect((await readRun(workspace.admin, kept)).state).toBe('waiting');
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect((await readRun(workspace.admin, id)).stepTotal).toBe(1);
    expect(await endRuns(workspace.admin, one.automationId)).toBe(0);
    await expect(endRuns(workspace.sales, one.automationId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('take back what they told somebody before, if it has not gone out', async () => {
    const notify = {
      kind: 'notify',
      to: { kind: 'role', role: 'admin' },
      text: 'Oi',
      byEmail: true,
    } as const;
    const automation = await makeAutomation(workspace.admin, steps(notify, WAIT));
    const id = await startRun(workspace.admin, automation, contactId);
    await workAll(workspace.admin);
    const calls = () => db().select().from(outgoingCalls).where(eq(outgoingCalls.runId, id));
    expect(await calls()).toMatchObject([{ kind: 'email', state: 'queued' }]);
    await endRuns(workspace.manager, automation.automationId);
    expect(await calls()).toMatchObject([{ state: 'cancelled', finishedAt: expect.any(Date) }]);
  });

  it('of another workspace stay', async () => {
    const other = await makeWorkspace(db());
    const automation = await makeAutomation(workspace.admin, steps(WAIT));
    const id = await startRun(workspace.admin, automation, contactId);
    await workAll(workspace.admin);
    expect(await endRuns(other.admin, automation.automationId)).toBe(0);
    expect((await readRun(workspace.admin, id)).state).toBe('waiting');
  });
});

describe('runs that move to a new version', () => {
  it('go on at the same step, or end where it is gone', async () => {
    const automation = await makeAutomation(workspace.admin, [
      { key: 'a', ...WAIT },
      { key: 'b', ...WAIT },
    ]);
    const [inA, inB, fresh] = [
      await startRun(workspace.admin, automation, contactId),
      await startRun(workspace.admin, automation, contactId),
      0,
    ];
    await workAll(workspace.admin);
    await hasten(workspace.admin, inB);
    await workAll(workspace.admin);
    const notBegun = fresh || (await startRun(workspace.admin, automation, contactId));
    const versionId = await addVersion(workspace.admin, automation.automationId, [
      { key: 'n', ...NOTE },
      { key: 'a', ...WAIT },
      { key: 'm', ...NOTE },
    ]);
    expect(await moveRuns(workspace.admin, automation.automationId, versionId)).toEqual({
      moved: 2,
      ended: 1,
    });
    expect(await readRun(workspace.admin, inB)).toMatchObject({ state: 'stopped', reason: 'step_gone' });
    await hasten(workspace.admin, inA);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, inA)).toMatchObject({ state: 'done', versionId });
    expect((await readTrail(workspace.admin, inA)).map(({ stepKey }) => stepKey)).toEqual(['a', 'm']);
    expect((await readTrail(workspace.admin, notBegun)).map(({ stepKey }) => stepKey)).toEqual(['n', 'a']);
    await expect(moveRuns(workspace.sales, automation.automationId, versionId)).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('whose steps can be read no more fail visibly', async () => {
    const automation = await makeAutomation(workspace.admin, steps(WAIT));
    await db().execute(
      sql`update automation_versions set definition = '{"steps": 1}' where id = ${automation.versionId}`,
    );
    const id = await startRun(workspace.admin, automation, contactId);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({
      state: 'failed',
      error: { code: 'unreadable' },
    });
  });
});
