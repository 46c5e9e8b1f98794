import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Action, Branch } from '#domain/automations/types.ts';
import { recordContactEvents } from '#domain/events.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { useMeta } from '../../support/meta.ts';
import {
  hasten,
  makeAutomation,
  matchAll,
  readRun,
  readTrail,
  startRun,
  steps,
  workAll,
} from '../../support/run.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();
let workspace: TestWorkspace;
let contactId: number;
let numberId: number;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  const place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
  contactId = await makeContact(workspace.admin, place);
  numberId = await makeNumber(workspace.admin);
});

const WAIT = { kind: 'wait', minutes: 60, untilWorkingTime: false, untilAnswer: false } as const;
const ASK: Branch = {
  kind: 'branch',
  question: { kind: 'answered' },
  then: [{ key: 'yes', kind: 'note', text: 'sim' }],
  otherwise: [{ key: 'no', kind: 'note', text: 'não' }],
};

async function start(...actions: (Action | Branch)[]) {
  const automation = await makeAutomation(workspace.admin, steps(...actions));
  const id = await startRun(workspace.admin, automation, contactId);
  await workAll(workspace.admin);
  return id;
}

/** They write, as a webhook would record it. */
async function answer(at = new Date()) {
  await db().transaction(async (tx) => {
    const ctx = { ...workspace.admin, db: tx };
    await tx.execute(sql`select id from contacts where id = ${contactId} for update`);
    const { messageId } = await receive(ctx, { contactId, numberId, at });
    await recordContactEvents(ctx, [{ contactId, kind: 'contact.message_received', after: { messageId } }]);
  });
}

async function proceed() {
  await matchAll(workspace.admin);
}

const keysOf = async (id: number) => (await readTrail(workspace.admin, id)).map(({ stepKey }) => stepKey);

describe('waiting', () => {
  it('for a time ends when it has come, and not by an answer', async () => {
    const id = await start(WAIT, ASK);
    expect(await readRun(workspace.admin, id)).toMatchObject({
      state: 'waiting',
      waitsFor: 'time',
      nextStep: 's1',
    });
    await answer();
    await proceed();
    expect((await readRun(workspace.admin, id)).state).toBe('waiting');
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await keysOf(id)).toEqual(['s1', 's2', 'yes']);
  });

  it('for an answer ends with it', async () => {
    const id = await start({ ...WAIT, untilAnswer: true }, ASK);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'waiting', waitsFor: 'answer' });
    await answer();
    await proceed();
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'done' });
    expect(await readTrail(workspace.admin, id)).toMatchObject([
      { state: 'done', output: { answered: true } },
      { output: { taken: 'then' } },
      { stepKey: 'yes' },
    ]);
  });

  it('for an answer ends by time without one', async () => {
    const id = await start({ ...WAIT, untilAnswer: true }, ASK);
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await keysOf(id)).toEqual(['s1', 's2', 'no']);
  });

  it('is not ended by a message out of the past', async () => {
    const id = await start({ ...WAIT, untilAnswer: true });
    await answer(new Date(Date.now() - 2 * 3_600_000));
    await proceed();
    const run = await readRun(workspace.admin, id);
    expect(run.state).toBe('waiting');
    // Woken for nothing, it sleeps until its own time again.
    expect(run.wakeAt.getTime()).toBeGreaterThan(Date.now() + 50 * 60_000);
  });

  it('counts an answer to our message that came while no worker ran', async () => {
    const id = await start(WAIT, { ...WAIT, untilAnswer: true }, ASK);
    await db().execute(sql`
      insert into conversations (workspace_id, contact_id, number_id, last_message_at)
      values (${workspace.id}, ${contactId}, ${numberId}, now())`);
    await db().execute(sql`
      insert into messages (workspace_id, conversation_id, contact_id, direction, type, state, at, run_id)
      select workspace_id, id, contact_id, 'out', 'text', 'accepted', now() - interval '1 minute', ${id}
      from conversations where contact_id = ${contactId}`);
    await answer();
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'done' });
    expect(await keysOf(id)).toEqual(['s1', 's2', 's3', 'yes']);
  });

  it('twice needs two answers', async () => {
    const id = await start({ ...WAIT, untilAnswer: true }, { ...WAIT, untilAnswer: true }, ASK);
    await answer();
    await proceed();
    expect(await readRun(workspace.admin, id)).toMatchObject({ state: 'waiting', nextStep: 's2' });
    await hasten(workspace.admin, id);
    await workAll(workspace.admin);
    expect(await keysOf(id)).toEqual(['s1', 's2', 's3', 'no']);
  });

  it('misses no answer that is being recorded while it begins', async () => {
    const automation = await makeAutomation(workspace.admin, steps({ ...WAIT, untilAnswer: true }));
    for (let round = 0; round < 8; round++) {
      const id = await startRun(workspace.admin, automation, contactId);
      await Promise.all([answer(), workAll(workspace.admin)]);
      await proceed();
      const run = await readRun(workspace.admin, id);
      const [late] = await db().execute<{ total: number }>(sql`
        select count(*)::int as total from messages
        where contact_id = ${contactId} and received_at > ${run.waitsSince?.toISOString() ?? run.startedAt.toISOString()}`);
      // Either it came before the wait, or it ended it.
      expect(run.state === 'waiting').toBe((late?.total ?? 0) === 0);
    }
  });
});
