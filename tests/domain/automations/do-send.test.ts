import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { conversations, messages } from '#db/schema/conversations.ts';
import { notifications } from '#db/schema/notices.ts';
import type { Action } from '#domain/automations/types.ts';
import { optOut } from '#domain/consents/opt-out.ts';
import { settleMessage } from '#domain/conversations/settle-message.ts';
import { makeContact } from '../../support/contact.ts';
import { useOutbox } from '../../support/outbox.ts';
import { makeAutomation, matchAll, readRun, readTrail, startRun, steps, workAll } from '../../support/run.ts';
import { makeNumber, makeTemplate, receive } from '../../support/talk.ts';

const { db, meta, now, work, breathe, writer, told } = useOutbox();

const SEND: Action = { kind: 'send', numberId: null, text: 'Olá {{first_name|você}}', template: null };
const NOTE: Action = { kind: 'note', text: 'enviado' };

async function run(contactId: number, ...actions: Action[]) {
  const automation = await makeAutomation(now.workspace.admin, steps(...actions));
  const id = await startRun(now.workspace.admin, automation, contactId);
  await workAll(now.workspace.admin);
  return id;
}

/** What was sent is told to the matcher, and wakes the run. */
async function settle() {
  await work();
  await matchAll(now.workspace.admin);
}

async function messageOf(runId: number) {
  const all = await db().select().from(messages).where(eq(messages.runId, runId));
  expect(all).toHaveLength(1);
  const [message] = all;
  if (!message) throw new Error('no message');
  return message;
}

const withTemplate = async () => {
  const { name, language } = await makeTemplate(now.workspace.admin, {
    name: 'lembrete_reuniao',
    body: 'Olá {{1}}',
  });
  return { name, language, values: { 'body.1': '{{first_name|cliente}}' } };
};

describe('a message of a run', () => {
  it('is sent once, and the run goes on when it was accepted', async () => {
    const contactId = await writer();
    const id = await run(contactId, SEND, NOTE);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({
      state: 'waiting',
      waitsFor: 'message',
      nextStep: 's1',
    });
    expect(await messageOf(id)).toMatchObject({ state: 'queued', authorId: null, contactId });
    await workAll(now.workspace.admin);
    await settle();
    expect(told()).toHaveLength(1);
    expect(told()[0]).toMatch(/^Olá Contato \d+$/);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({ state: 'done' });
    expect(await readTrail(now.workspace.admin, id)).toMatchObject([
      { state: 'done', input: { text: told()[0] }, output: { state: 'accepted', byTemplate: false } },
      { state: 'done', kind: 'note' },
    ]);
  });

  it('is no answer of ours: who waits goes on waiting, and nothing is read', async () => {
    const contactId = await writer();
    await run(contactId, SEND);
    await settle();
    const [talk] = await db().select().from(conversations).where(eq(conversations.contactId, contactId));
    expect(talk?.waitingSince).not.toBeNull();
    expect(talk?.unread).toBe(1);
    expect(talk?.lastOutboundAt).not.toBeNull();
  });

  it('goes out as its template where the window has closed by then', async () => {
    const contactId = await writer();
    const id = await run(contactId, { ...SEND, template: await withTemplate() } as Action);
    expect(await messageOf(id)).toMatchObject({
      type: 'text',
      fallback: { body: expect.stringContaining('Olá Contato') },
    });
    await db().execute(
      sql`update conversations set last_inbound_at = now() - interval '25 hours' where contact_id = ${contactId}`,
    );
    await work();
    expect(await messageOf(id)).toMatchObject({
      type: 'template',
      body: expect.stringContaining('Olá Contato'),
      fallback: null,
      template: { name: 'lembrete_reuniao', parameters: { 'body.1': expect.stringContaining('Contato') } },
    });
  });

  it('fails visibly outside the window without a template, and tells the admins once', async () => {
    const contactId = await makeContact(now.workspace.admin, now.place);
    const automation = await makeAutomation(now.workspace.admin, steps(SEND));
    const id = await startRun(now.workspace.admin, automation, contactId);
    await workAll(now.workspace.admin);
    await settle();
    expect(meta().calls).toHaveLength(0);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({
      state: 'failed',
      reason: 'step_failed',
      error: { code: 'outside_window' },
    });
    await startRun(now.workspace.admin, automation, contactId);
    await workAll(now.workspace.admin);
    await settle();
    const notices = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.workspaceId, now.workspace.id));
    expect(notices).toMatchObject([{ kind: 'automation_failed', runId: id }]);
  });

  it('is not written to whoever opted out, before and after it was written', async () => {
    const before = await writer();
    await optOut(now.workspace.admin, { id: before, reason: 'pediu' });
    const first = await run(before, SEND);
    expect(await readRun(now.workspace.admin, first)).toMatchObject({
      state: 'stopped',
      reason: 'opted_out',
    });
    const after = await writer();
    const second = await run(after, SEND);
    await optOut(now.workspace.admin, { id: after, reason: 'pediu' });
    await settle();
    expect(await readRun(now.workspace.admin, second)).toMatchObject({
      state: 'stopped',
      reason: 'opted_out',
    });
    expect(meta().calls).toHaveLength(0);
  });

  it('whose sending nobody knows the end of stops the run, which goes on once it is known', async () => {
    const contactId = await writer();
    const id = await run(contactId, SEND, NOTE);
    const { id: messageId } = await messageOf(id);
    await db().execute(sql`update messages set state = 'unknown' where id = ${messageId}`);
    await settle();
    expect(await readRun(now.workspace.admin, id)).toMatchObject({
      state: 'stopped',
      reason: 'outcome_unknown',
    });
    expect(await readTrail(now.workspace.admin, id)).toMatchObject([{ state: 'unknown' }]);
    await settleMessage(now.workspace.admin, { id: messageId, became: 'delivered' });
    await settle();
    expect(await readRun(now.workspace.admin, id)).toMatchObject({ state: 'done', reason: null });
    expect(await readTrail(now.workspace.admin, id)).toMatchObject([{ state: 'done' }, { state: 'done' }]);
    expect(await messageOf(id)).toMatchObject({ state: 'delivered' });
  });

  it('counts with the pair limit of its conversation like any other', async () => {
    const contactId = await writer();
    await run(contactId, SEND);
    await run(contactId, SEND);
    await work();
    expect(told()).toHaveLength(1);
    await breathe();
    await work();
    expect(told()).toHaveLength(2);
  });

  it.each([
    ['too long by its variables', '{{first_name}}'.repeat(200), 'too_long'],
    ['empty by its variables', '{{company}}', 'nothing_to_send'],
  ])('%s is not written', async (_, text, code) => {
    const contactId = await writer();
    await db().execute(
      sql`update contacts set first_name = ${'Ana Maria'.repeat(3)} where id = ${contactId}`,
    );
    const id = await run(contactId, { ...SEND, text } as Action);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({ state: 'failed', error: { code } });
  });

  it('whose template lacks a value fails before anything is written', async () => {
    const template = { ...(await withTemplate()), values: { 'body.1': '{{company}}' } };
    const id = await run(await writer(), { ...SEND, template } as Action);
    expect(await readRun(now.workspace.admin, id)).toMatchObject({
      state: 'failed',
      error: { code: 'missing_values', title: 'body.1' },
    });
    expect(await db().select().from(messages).where(eq(messages.runId, id))).toHaveLength(0);
  });

  it('leaves from the number of the newest conversation', async () => {
    const contactId = await makeContact(now.workspace.admin, now.place);
    const other = await makeNumber(now.workspace.admin);
    const { conversationId } = await receive(now.workspace.admin, { contactId, numberId: other });
    const id = await run(contactId, SEND);
    expect((await messageOf(id)).conversationId).toBe(conversationId);
  });
});
