import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openRaw } from '#db/client.ts';
import { conversations, messages } from '#db/schema/conversations.ts';
import { cancelRun } from '#domain/automations/cancel-run.ts';
import { continueRun } from '#domain/automations/continue-run.ts';
import { endRuns, moveRuns } from '#domain/automations/end-runs.ts';
import { repeatRun } from '#domain/automations/repeat-run.ts';
import type { Action } from '#domain/automations/types.ts';
import { claimNext } from '#domain/conversations/claim.ts';
import { deliver } from '#domain/conversations/deliver.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';
import { inTransaction } from '#domain/ctx.ts';
import { LIVE_CHANNEL } from '#domain/events.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { useOutbox } from '../../support/outbox.ts';
import {
  addVersion,
  makeAutomation,
  matchAll,
  readRun,
  readTrail,
  startRun,
  steps,
  workAll,
} from '../../support/run.ts';

const { db, url, meta, now, work, breathe, writer } = useOutbox();

const SEND: Action = { kind: 'send', numberId: null, text: 'Olá', template: null };
const NOTE: Action = { kind: 'note', text: 'enviado' };

/** A run that has written its message. */
async function begin(...actions: Action[]) {
  const { admin } = now.workspace;
  const automation = await makeAutomation(admin, steps(SEND, ...actions));
  const id = await startRun(admin, automation, await writer());
  await workAll(admin);
  return { id, automationId: automation.automationId, messageId: (await messageOf(id)).id };
}

async function messageOf(runId: number) {
  const [message] = await db().select().from(messages).where(eq(messages.runId, runId));
  if (!message) throw new Error('no message');
  return message;
}

async function talkOf(runId: number) {
  const { conversationId } = await messageOf(runId);
  const [talk] = await db().select().from(conversations).where(eq(conversations.id, conversationId));
  if (!talk) throw new Error('no conversation');
  return talk;
}

describe('a run that stopped because nobody knew what became of its message', () => {
  async function unknown() {
    const begun = await begin(NOTE);
    await db().update(messages).set({ state: 'unknown' }).where(eq(messages.id, begun.messageId));
    await matchAll(now.workspace.admin);
    expect((await readRun(now.workspace.admin, begun.id)).reason).toBe('outcome_unknown');
    return begun;
  }

  const becomesKnown = async (messageId: number) => {
    await settleMessage(now.workspace.admin, { id: messageId, became: 'delivered' });
    await matchAll(now.workspace.admin);
  };

  it('stays ended once its automation was switched off', async () => {
    const { id, automationId, messageId } = await unknown();
    expect(await endRuns(now.workspace.admin, automationId)).toBe(1);
    await becomesKnown(messageId);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({
      state: 'stopped',
      reason: 'switched_off',
      waitsFor: null,
    });
    expect(await readTrail(now.workspace.admin, id)).toMatchObject([{ state: 'unknown' }]);
  });

  it('stays ended once it was cancelled', async () => {
    const { id, messageId } = await unknown();
    expect(await cancelRun(now.workspace.admin, { id })).toEqual({ id, isCancelled: true });
    await becomesKnown(messageId);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({ state: 'cancelled', waitsFor: null });
    expect(await cancelRun(now.workspace.admin, { id })).toEqual({ id, isCancelled: false });
  });

  it.each(['repeated', 'continued'] as const)(
    'stays ended once one of the same source was %s',
    async (how) => {
      const { admin } = now.workspace;
      const { id, messageId } = await unknown();
      const { id: again } = await repeatRun(admin, { id });
      if (how === 'continued') {
        await db().execute(sql`
          update automation_runs set waits_for = 'message', waits_id = ${messageId} where id = ${id}`);
        await db().execute(sql`
          update automation_runs set state = 'failed', reason = 'step_failed', finished_at = now() where id = ${again}`);
        await continueRun(admin, { id: again });
      }
      await becomesKnown(messageId);
      expect(await readRun(admin, id)).toMatchObject({ state: 'stopped', reason: 'outcome_unknown' });
      expect((await readRun(admin, again)).state).toBe('waiting');
    },
  );

  it('stays ended when it becomes known while it is repeated', async () => {
    const { admin } = now.workspace;
    const { id, messageId } = await unknown();
    const repeating = await heldOpen(admin, (tx) => repeatRun(tx, { id }));
    const settling = becomesKnown(messageId);
    await untilWaiting(db());
    await repeating.release();
    await settling;
    expect(await readRun(admin, id)).toMatchObject({ state: 'stopped', waitsFor: null });
  });

  it('goes on in the version that the others moved to, and not where its step is gone', async () => {
    const [kept, gone] = [await unknown(), await unknown()];
    const { admin } = now.workspace;
    const newest = await addVersion(admin, kept.automationId, steps(SEND, { kind: 'note', text: 'novo' }));
    expect(await moveRuns(admin, kept.automationId, newest)).toEqual({ moved: 1, ended: 0 });
    const other = await addVersion(admin, gone.automationId, [{ key: 'n', ...NOTE }]);
    expect(await moveRuns(admin, gone.automationId, other)).toEqual({ moved: 0, ended: 1 });
    await becomesKnown(kept.messageId);
    await becomesKnown(gone.messageId);
    expect(await readRun(admin, kept.id)).toMatchObject({ state: 'done', versionId: newest });
    expect(await readRun(admin, gone.id)).toMatchObject({ state: 'stopped', reason: 'step_gone' });
  });
});

describe('the message of a run that is ended', () => {
  it('is taken back: its conversation tells nothing of it, and open windows hear that', async () => {
    const begun = await begin();
    expect((await talkOf(begun.id)).lastOutboundAt).not.toBeNull();
    const heard: string[] = [];
    const sql = openRaw(url());
    await sql.listen(LIVE_CHANNEL, (payload) => heard.push(payload));
    await endRuns(now.workspace.admin, begun.automationId);
    expect((await messageOf(begun.id)).state).toBe('cancelled');
    const talk = await talkOf(begun.id);
    expect(talk.lastOutboundAt).toBeNull();
    await expect
      .poll(() => heard.map((one) => JSON.parse(one)))
      .toContainEqual({ workspaceId: now.workspace.id, subject: 'conversation', ids: [talk.id] });
    await sql.end();
  });

  /** One that Meta would take later, in the hands of a worker. */
  async function onItsWay() {
    const begun = await begin();
    const claim = await claimNext(db(), []);
    if (claim.is !== 'claimed') throw new Error('nothing to send');
    return { ...begun, tell: () => deliver(claim.claimed) };
  }

  it('is not tried again when it was on its way', async () => {
    const { id, automationId, tell } = await onItsWay();
    await endRuns(now.workspace.admin, automationId);
    expect((await messageOf(id)).state).toBe('sending');
    meta().failNext(131016);
    expect(await tell()).toBe('again');
    expect((await messageOf(id)).state).toBe('cancelled');
    expect((await talkOf(id)).lastOutboundAt).toBeNull();
  });

  it('is not tried again when the one and the other happen at once, whichever is first', async () => {
    const first = await onItsWay();
    const ending = await heldOpen(now.workspace.admin, (tx) => endRuns(tx, first.automationId));
    meta().failNext(131016);
    const told = first.tell();
    await untilWaiting(db());
    await ending.release();
    await told;
    expect((await messageOf(first.id)).state).toBe('cancelled');

    await breathe();
    const second = await onItsWay();
    const writing = await heldOpen(now.workspace.admin, (tx) =>
      tx.db.execute(sql`
        with held as (select id from automation_runs where id = ${second.id} for share)
        update messages set state = 'queued' from held where messages.id = ${second.messageId}`),
    );
    const ended = inTransaction(now.workspace.admin, (tx) => endRuns(tx, second.automationId));
    await untilWaiting(db());
    await writing.release();
    await ended;
    expect((await messageOf(second.id)).state).toBe('cancelled');
  });

  it('of a run under way is tried again', async () => {
    const { id, tell } = await onItsWay();
    meta().failNext(131016);
    await tell();
    expect((await messageOf(id)).state).toBe('queued');
    await db()
      .update(messages)
      .set({ nextTryAt: new Date() })
      .where(eq(messages.id, (await messageOf(id)).id));
    await breathe();
    await work();
    expect((await messageOf(id)).state).toBe('accepted');
  });
});
