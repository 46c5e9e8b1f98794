import { setTimeout as sleep } from 'node:timers/promises';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { isDatabaseAway } from '#db/errors.ts';
import { messages } from '#db/schema/conversations.ts';
import { heedPerson } from '../consents/heed.ts';
import { recountTalk } from '../contacts/recount-talk.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { announceProgress } from '../events.ts';
import { wakeWorker } from '../jobs.ts';
import { graphFor } from '../whatsapp/access.ts';
import { classOf } from '../whatsapp/error-codes.ts';
import { callGraph, type GraphAnswer } from '../whatsapp/graph.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import { noteRefusal, noteSuccess } from '../whatsapp/note-refusal.ts';
import { stopNumber } from '../whatsapp/stop.ts';
import type { Claimed } from './claim.ts';
import { type MessageRow, thisMessage } from './internal.ts';
import { keepAddress } from './keep-address.ts';
import { outcomeOf, type SendError, type SendOutcome } from './outcome-rules.ts';
import { sendRequest } from './request-rules.ts';
import { takeUpWaiting } from './waiting.ts';

/** Until a number that cannot be reached from here may be tried again. */
const NO_ACCESS_MS = 60_000;

/** Tells Meta one claimed message, once, and writes down what came of it. */
export async function deliver(claimed: Claimed): Promise<SendOutcome['is']> {
  const { ctx, message } = claimed;
  const request = await persist(() => prepare(claimed));
  const outcome = 'is' in request ? request : await tell(claimed, request);
  await persist(() => inTransaction(ctx, (tx) => write(tx, claimed, outcome)));
  if (outcome.is === 'stopped') await stopNumber(ctx, claimed.numberId, outcome.error);
  else await noteHealth(claimed, outcome);
  if (outcome.is === 'failed' && outcome.optsOut) await optOutOf(ctx, message);
  return outcome.is;
}

const TRIES = 10;
const RETRY_MS = 1_000;

/** Meta's answer is known: a database that is away for a moment must not lose it. */
async function persist<T>(work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      if (tried === TRIES || !isDatabaseAway(error)) throw error;
      await sleep(RETRY_MS);
    }
  }
}

const storedTemplate = z.object({
  name: z.string(),
  language: z.string(),
  parameters: z.record(z.string(), z.string()).catch({}),
});

type Request = {
  access: NonNullable<Awaited<ReturnType<typeof graphFor>>>;
  body: ReturnType<typeof sendRequest>;
};

/** What Meta is to be told, or what becomes of a message that it cannot be told. Nothing has left yet, so this may be tried again. */
async function prepare({ ctx, message, numberId, address }: Claimed): Promise<Request | SendOutcome> {
  const access = await graphFor(ctx, numberId);
  const error = { code: null, title: '' };
  if (!access) return { is: 'again', at: new Date(Date.now() + NO_ACCESS_MS), error, tries: 1 };
  const template = await templateOf(ctx, message, numberId);
  if (template === undefined) {
    return { is: 'failed', error: { ...error, reason: 'bad_template' }, optsOut: false };
  }
  const body = sendRequest({
    address,
    body: message.body,
    callbackId: message.callbackId ?? '',
    replyTo: message.replyTo,
    template,
  });
  return { access, body };
}

async function tell({ message }: Claimed, { access, body }: Request): Promise<SendOutcome> {
  const path = `${access.phoneNumberId}/messages`;
  const answer: GraphAnswer = await callGraph(access.graph, {
    token: access.token,
    method: 'POST',
    path,
    body,
  });
  return outcomeOf(answer, triesOf(message, answer), new Date(), Math.random());
}

const priorError = z.object({ code: z.number().nullable(), tries: z.number().int().positive().catch(1) });

/** How often in a row it was answered so: what a number could not do for a while is no fault of the message. */
function triesOf({ error }: MessageRow, answer: GraphAnswer): number {
  const prior = priorError.safeParse(error).data;
  const code = answer.kind === 'refused' ? answer.code : null;
  return prior && prior.code === code ? prior.tries + 1 : 1;
}

/** What the person's end refused says nothing of our number; a send that Meta took says that all is well. */
async function noteHealth({ ctx, numberId }: Claimed, outcome: SendOutcome): Promise<void> {
  if (outcome.is === 'accepted') return noteSuccess(ctx, numberId);
  if (!('error' in outcome) || outcome.error.code === null) return;
  const { code, title } = outcome.error;
  if (classOf(code) === 'back_off') await noteRefusal(ctx, numberId, { code, title });
}

/** Null: the message is none; undefined: the one it was written with can no longer be sent. */
async function templateOf(ctx: Ctx, message: MessageRow, numberId: number) {
  if (message.template === null) return null;
  const stored = storedTemplate.safeParse(message.template).data;
  const all = stored ? await listSendableTemplates(ctx, numberId) : [];
  const template = all.find((one) => one.name === stored?.name && one.language === stored.language);
  return stored && template ? { template, values: stored.parameters } : undefined;
}

/**
 * Only where the message is still as this worker left it. A delivery state that came before the answer stays; one given up as `unknown`
 * meanwhile is known again.
 */
async function write(tx: Ctx, { message, address }: Claimed, outcome: SendOutcome): Promise<void> {
  const isOurs = and(thisMessage(tx, message.id), eq(messages.attempts, message.attempts));
  const isOpen = and(isOurs, inArray(messages.state, ['sending', 'unknown']));
  switch (outcome.is) {
    case 'accepted':
      await keepAddress(tx, message, address, outcome);
      await tx.db
        .update(messages)
        .set({
          wamid: sql`coalesce(${messages.wamid}, ${outcome.wamid})`,
          acceptedAt: sql`coalesce(${messages.acceptedAt}, now())`,
          state: sql`case when ${messages.state} in ('sending', 'unknown') then 'accepted' else ${messages.state} end`,
          error: sql`case when ${messages.state} in ('sending', 'unknown') then null else ${messages.error} end`,
        })
        .where(isOurs);
      await takeUpWaiting(tx, outcome.wamid);
      break;
    case 'again':
    case 'stopped':
      await putBack(tx, message, outcome);
      break;
    case 'failed':
      await tx.db
        .update(messages)
        .set({
          state: 'failed',
          failedAt: sql`now()`,
          error: stored(outcome.error),
          isSilence: outcome.optsOut,
        })
        .where(isOpen);
      await recountTalk(tx, message.conversationId);
      break;
    case 'unknown':
      await tx.db
        .update(messages)
        .set({ state: 'unknown', error: stored(outcome.error) })
        .where(and(isOurs, eq(messages.state, 'sending')));
      break;
  }
  await announceProgress(tx, 'conversation', message.conversationId);
}

/** It waits for its next try, or is taken back like any other where its run ended meanwhile. */
async function putBack(
  tx: Ctx,
  message: MessageRow,
  { at, error, tries }: Extract<SendOutcome, { is: 'again' | 'stopped' }>,
): Promise<void> {
  const isUnwanted = await isRunOver(tx, message.runId);
  await tx.db
    .update(messages)
    .set({
      state: isUnwanted ? 'cancelled' : 'queued',
      claimedAt: null,
      nextTryAt: at,
      error: { ...stored(error), tries },
    })
    .where(
      and(
        thisMessage(tx, message.id),
        eq(messages.attempts, message.attempts),
        eq(messages.state, 'sending'),
      ),
    );
  if (!isUnwanted) return;
  await recountTalk(tx, message.conversationId);
  await wakeWorker(tx, 'send-messages');
}

/** Whether the run that wrote a message was stopped or cancelled; until this transaction ends, it is not. */
async function isRunOver(tx: Ctx, runId: number | null): Promise<boolean> {
  if (runId === null) return false;
  const [run] = await tx.db.execute<{ isOver: boolean }>(sql`
    select state in ('stopped', 'cancelled') as "isOver" from automation_runs
    where workspace_id = ${tx.workspace.id} and id = ${runId} for share`);
  return run?.isOver ?? false;
}

const stored = ({ code, title, reason }: SendError) => ({ code, title, ...(reason && { reason }) });

/** Meta says that the person wants no more of this. */
async function optOutOf(ctx: Ctx, { contactId }: MessageRow): Promise<void> {
  if (contactId === null) return;
  await inTransaction(ctx, (tx) =>
    heedPerson(tx, contactId, { at: new Date(), isOut: true, how: 'by_refusal' }),
  );
  await wakeWorker(ctx, 'send-messages');
}
