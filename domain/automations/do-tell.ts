import { and, eq, inArray, isNull } from 'drizzle-orm';
import { outgoingCalls } from '#db/schema/automation-runs.ts';
import { contacts } from '#db/schema/contacts.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { localDay } from '#lib/dates.ts';
import { cutText } from '#lib/text.ts';
import { queueCall } from '../calls/queue.ts';
import { getContact } from '../contacts/get.ts';
import { notify } from '../notifications/notify.ts';
import { addTask } from '../tasks/add.ts';
import { failed, type StepResult } from './step-result.ts';
import type { Addressee, StepOf } from './types.ts';
import { filler, requestIdOf, type Work } from './work.ts';
import { placeOf } from './write-trail.ts';

const DAY_MS = 24 * 3_600_000;
const LOOK_MS = 10 * 60_000;
const TITLE_MAX = 200;

/** Tells members in the product, and by e-mail. Where nobody is to be told, the trail says so. */
export async function doNotify(work: Work, step: StepOf<'notify'>): Promise<StepResult> {
  const { tx, run } = work;
  const fill = await filler(work, [step.text]);
  const text = fill(step.text);
  const people = await addresseesOf(work, step.to);
  const { toldIds } = await notify(tx, {
    userIds: people.map(({ userId }) => userId),
    kind: 'automation',
    body: text,
    contactId: run.contactId,
    automationId: run.automationId,
    runId: run.id,
    source: `run:${run.id}:${placeOf(run)}`,
  });
  for (const { userId, email } of step.byEmail ? people : [])
    await queueCall(tx, {
      kind: 'email',
      payload: { to: email, subject: run.automationName, text },
      requestId: requestIdOf(work, `email:${userId}`),
      contactId: run.contactId,
      runId: run.id,
    });
  return { is: 'done', input: { text, byEmail: step.byEmail }, output: { toldIds } };
}

async function addresseesOf({ tx, run }: Work, to: Addressee): Promise<{ userId: number; email: string }[]> {
  const w = tx.workspace.id;
  const owner = tx.db
    .select({ id: contacts.ownerId })
    .from(contacts)
    .where(and(eq(contacts.workspaceId, w), eq(contacts.id, run.contactId)));
  const isMeant =
    to.kind === 'owner'
      ? inArray(memberships.userId, owner)
      : to.kind === 'role'
        ? eq(memberships.role, to.role)
        : eq(memberships.userId, to.userId);
  return tx.db
    .select({ userId: memberships.userId, email: users.email })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, w), isNull(memberships.deactivatedAt), isMeant))
    .orderBy(memberships.userId);
}

/** Writes down something to be done. */
export async function doTask(work: Work, step: StepOf<'task'>): Promise<StepResult> {
  const { tx, run, now } = work;
  const fill = await filler(work, [step.title]);
  const title = cutText(fill(step.title), TITLE_MAX);
  const dueAt = step.dueDays === null ? null : dayAfter(now, step.dueDays, tx.workspace.timeZone);
  const ownerId = step.to.kind === 'person' ? step.to.userId : null;
  const { taskId } = await addTask(tx, { contactId: run.contactId, title, dueAt, ownerId });
  return { is: 'done', input: { title, dueAt, ownerId }, output: { taskId } };
}

function dayAfter(now: Date, days: number, timeZone: string): string {
  const today = Date.parse(`${localDay(now, timeZone)}T00:00:00Z`);
  return new Date(today + days * DAY_MS).toISOString().slice(0, 10);
}

/** Calls another server and waits for what comes of it. */
export async function doWebhook(work: Work, { url }: StepOf<'webhook'>): Promise<StepResult> {
  const { tx, run, now } = work;
  const requestId = requestIdOf(work);
  const callId = await queueCall(tx, {
    kind: 'webhook',
    payload: { url, body: await bodyOf(work) },
    requestId,
    contactId: run.contactId,
    runId: run.id,
  });
  const until = new Date(now.getTime() + LOOK_MS);
  return { is: 'waiting', for: 'call', id: callId, until, input: { url }, output: { callId } };
}

async function bodyOf({ tx, run, now }: Work): Promise<Record<string, unknown>> {
  const contact = await getContact(tx, { id: run.contactId });
  const { id, name, firstName, lastName, type, phone, email, company, statusId, originId, ownerId } = contact;
  return {
    automation: { id: run.automationId, name: run.automationName },
    run: { id: run.id, eventId: run.eventId },
    at: now.toISOString(),
    contact: {
      ...{ id, name, firstName, lastName, type, phone, email, company },
      status: { id: statusId, name: contact.status.name },
      origin: { id: originId, name: contact.originName },
      owner: ownerId === null ? null : { id: ownerId, name: contact.owner?.name ?? '' },
      fields: contact.fields,
      createdAt: contact.createdAt.toISOString(),
    },
  };
}

/** What became of the call by now. */
export async function resumeWebhook({ tx, run, now }: Work): Promise<StepResult> {
  const [call] = await tx.db
    .select({ state: outgoingCalls.state, answer: outgoingCalls.answer })
    .from(outgoingCalls)
    .where(and(eq(outgoingCalls.workspaceId, tx.workspace.id), eq(outgoingCalls.id, run.waitsId ?? 0)));
  if (!call) return { is: 'ended', reason: 'contact_gone' };
  const output = { callId: run.waitsId, answer: call.answer };
  switch (call.state) {
    case 'queued':
    case 'calling':
      return { is: 'waiting', for: 'call', id: run.waitsId ?? 0, until: new Date(now.getTime() + LOOK_MS) };
    case 'done':
      return { is: 'done', output };
    case 'failed':
      return { ...failed('call_failed'), output };
    case 'cancelled':
      return { is: 'ended', reason: 'cancelled', output };
  }
}
