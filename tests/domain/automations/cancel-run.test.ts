import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { openRaw } from '#db/client.ts';
import { cancelRun } from '#domain/automations/cancel-run.ts';
import { continueRun } from '#domain/automations/continue-run.ts';
import { repeatRun } from '#domain/automations/repeat-run.ts';
import { switchOff } from '#domain/automations/switch-off.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { LIVE_CHANNEL } from '#domain/events.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import {
  addVersion,
  hasten,
  type Made,
  makeAutomation,
  readRun,
  readTrail,
  startRun,
  steps,
  workAll,
} from '../../support/run.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db, url } = useDatabase();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };
let contactId: number;

const WAIT = { kind: 'wait', minutes: 60, untilWorkingTime: false, untilAnswer: false } as const;
const NOTE = { kind: 'note', text: 'x' } as const;
const BROKEN = { kind: 'status', statusId: 999_999 } as const;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  contactId = await makeContact(workspace.admin, place);
});

async function run(automation: Made) {
  const id = await startRun(workspace.admin, automation, contactId);
  await workAll(workspace.admin);
  return id;
}

const lastEvent = async () => (await workspaceEventsOf(workspace.admin)).at(-1);

describe('cancelling a run', () => {
  it('ends it once, with its event', async () => {
    const id = await run(await makeAutomation(workspace.admin, steps(NOTE, WAIT, NOTE)));
    const both = await Promise.all([
      cancelRun(workspace.manager, { id }),
      cancelRun(workspace.admin, { id }),
    ]);
    expect(both.map(({ isCancelled }) => isCancelled).toSorted()).toEqual([false, true]);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'cancelled', reason: 'cancelled' });
    expect(await lastEvent()).toMatchObject({ kind: 'run.cancelled', subjectKind: 'run', subjectId: id });
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect((await readTrail(workspace.admin, id)).map(({ state }) => state)).toEqual(['done', 'skipped']);
  });
});

it('a run that moves on is told as a run: nothing was changed about its automation', async () => {
  const automation = await makeAutomation(workspace.admin, steps(NOTE, WAIT));
  const raw = openRaw(url());
  const heard: { subject: string; ids: number[] | null }[] = [];
  await raw.listen(LIVE_CHANNEL, (payload) => heard.push(JSON.parse(payload)));
  const id = await run(automation);
  await cancelRun(workspace.admin, { id });
  const again = await repeatRun(workspace.admin, { id });
  const told = () => heard.filter(({ subject }) => subject === 'run').flatMap(({ ids }) => ids ?? []);
  await expect.poll(told).toEqual([id, id, again.id]);
  expect(heard.map(({ subject }) => subject)).not.toContain('automation');
  await raw.end();
});

describe('repeating a run', () => {
  it('begins a new one in the newest version; of a double click, one', async () => {
    const automation = await makeAutomation(workspace.admin, steps(NOTE));
    const id = await run(automation);
    const versionId = await addVersion(workspace.admin, automation.automationId, steps(WAIT));
    const both = await Promise.allSettled([
      repeatRun(workspace.admin, { id }),
      repeatRun(workspace.admin, { id }),
    ]);
    const [made] = both.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, made ?? 0)).toMatchObject({ state: 'waiting', versionId, hops: 0 });
    expect(await lastEvent()).toMatchObject({ kind: 'run.repeated', subjectId: made, after: { runId: id } });
    await cancelRun(workspace.admin, { id: made });
    const again = await repeatRun(workspace.admin, { id: made });
    expect((await readRun(workspace.admin, again.id)).source).toMatch(/^test:\d+~3$/);
  });

  it('is refused while it runs, when the automation is off, and when its contact is gone', async () => {
    const automation = await makeAutomation(workspace.admin, steps(WAIT));
    const id = await run(automation);
    await expect(repeatRun(workspace.admin, { id })).rejects.toMatchObject({ code: 'stale' });
    await cancelRun(workspace.admin, { id });
    await db().execute(sql`update automations set is_on = false where id = ${automation.automationId}`);
    await expect(repeatRun(workspace.admin, { id })).rejects.toMatchObject({
      fields: { form: { code: 'automation_off' } },
    });
    await db().execute(sql`update automations set is_on = true where id = ${automation.automationId}`);
    await deleteContact(workspace.admin, { id: contactId, version: 1 });
    await expect(repeatRun(workspace.admin, { id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('going on from where a run failed', () => {
  it('does that step again, and the rest', async () => {
    const automation = await makeAutomation(workspace.admin, steps(NOTE, BROKEN, NOTE));
    const id = await run(automation);
    expect((await readRun(workspace.admin, id)).state).toBe('failed');
    const versionId = automation.versionId;
    await db().execute(sql`
      update automation_runs set version_id = ${await addVersion(workspace.admin, automation.automationId, steps(NOTE, { kind: 'status', statusId: place.statusId }, NOTE))}
      where version_id = ${versionId}`);
    const both = await Promise.allSettled([
      continueRun(workspace.admin, { id }),
      continueRun(workspace.manager, { id }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'done', reason: null, error: null });
    expect((await readTrail(workspace.admin, id)).map(({ stepKey, state }) => [stepKey, state])).toEqual([
      ['s1', 'done'],
      ['s2', 'failed'],
      ['s2', 'done'],
      ['s3', 'done'],
    ]);
  });
});

describe('of the runs that one thing set off', () => {
  it('none goes on from where it failed while another is under way', async () => {
    const automation = await makeAutomation(workspace.admin, steps(BROKEN));
    const id = await run(automation);
    await addVersion(workspace.admin, automation.automationId, steps(WAIT));
    const [repeated, continued] = await Promise.allSettled([
      repeatRun(workspace.admin, { id }),
      continueRun(workspace.manager, { id }),
    ]);
    expect([repeated.status, continued.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    if (repeated.status === 'fulfilled') await workAll(workspace.admin);
    await expect(continueRun(workspace.admin, { id })).rejects.toMatchObject({ code: 'stale' });
    await expect(repeatRun(workspace.admin, { id })).rejects.toMatchObject({ code: 'stale' });
  });

  it('one is repeated beside the switching off of its automation, and then ends with it', async () => {
    const automation = await makeAutomation(workspace.admin, steps(WAIT));
    const id = await run(automation);
    await cancelRun(workspace.admin, { id });
    const repeating = await heldOpen(workspace.admin, (tx) => repeatRun(tx, { id }));
    const switching = switchOff(workspace.admin, { id: automation.automationId, inside: 'stop' });
    await untilWaiting(db());
    await repeating.release();
    expect(await switching).toMatchObject({ stoppedTotal: 1 });
    expect(await readRun(workspace.admin, repeating.result.id)).toMatchObject({ state: 'stopped' });
  });
});

describe('all three', () => {
  const verbs = { cancelRun, repeatRun, continueRun };
  it.each(Object.keys(verbs) as (keyof typeof verbs)[])(
    '%s: sales may not, and other workspaces do not have it',
    async (name) => {
      const id = await run(await makeAutomation(workspace.admin, steps(BROKEN)));
      const other = await makeWorkspace(db());
      await expect(verbs[name](workspace.sales, { id })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(verbs[name](other.admin, { id })).rejects.toMatchObject({ code: 'not_found' });
      await expect(verbs[name](workspace.admin, { id: 'x' })).rejects.toMatchObject({ code: 'invalid' });
    },
  );
});

describe('a run whose contact', () => {
  it('was merged goes on with the survivor', async () => {
    const automation = await makeAutomation(workspace.admin, steps(WAIT, NOTE));
    const id = await run(automation);
    const intoId = await makeContact(workspace.admin, place);
    await mergeContacts(workspace.admin, {
      intoId,
      intoVersion: 1,
      fromId: contactId,
      fromVersion: 1,
      choices: {},
    });
    expect((await readRun(workspace.admin, id)).contactId).toBe(intoId);
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'done', contactId: intoId });
  });

  it.each([
    ['was deleted', (id: number) => deleteContact(workspace.admin, { id, version: 1 }), 'contact_gone'],
    [
      'is inactive',
      (id: number) => db().execute(sql`update contacts set is_active = false where id = ${id}`),
      'contact_inactive',
    ],
  ] as const)('%s stops', async (_, act, reason) => {
    const id = await run(await makeAutomation(workspace.admin, steps(WAIT, NOTE)));
    await act(contactId);
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'stopped', reason });
  });
});
