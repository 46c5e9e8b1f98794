import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { messages } from '#db/schema/conversations.ts';
import { writeByRun } from '../conversations/write-by-run.ts';
import { failed, failedForNow, type StepResult } from './step-result.ts';
import type { StepOf } from './types.ts';
import { filler, requestIdOf, type Work } from './work.ts';

/** An outcome wakes the run; should that get lost, it looks by itself. */
const LOOK_MS = 10 * 60_000;

/** Writes the message and waits for what becomes of it. Window, opt-out and template are looked at again when it is sent. */
export async function doSend(work: Work, step: StepOf<'send'>): Promise<StepResult> {
  const { tx, run, now } = work;
  const given = Object.entries(step.template?.values ?? {});
  const fill = await filler(work, [step.text, ...given.map(([, value]) => value)]);
  const text = fill(step.text);
  const template = step.template && {
    name: step.template.name,
    language: step.template.language,
    parameters: Object.fromEntries(given.map(([name, value]) => [name, fill(value)])),
  };
  const input = { text, template };
  const written = await writeByRun(tx, {
    runId: run.id,
    contactId: run.contactId,
    numberId: step.numberId,
    text,
    template,
    requestId: requestIdOf(work),
  });
  if ('messageId' in written) {
    const until = new Date(now.getTime() + LOOK_MS);
    return { is: 'waiting', for: 'message', id: written.messageId, until, input, output: written };
  }
  if (written.refused === 'opted_out') return { is: 'ended', reason: 'opted_out', input };
  if (written.refused === 'gone') return { is: 'ended', reason: 'contact_gone', input };
  // A number that was taken off is often put back soon.
  if (written.refused === 'no_number') return { ...failedForNow('no_number'), input };
  return { ...failed(written.refused, written.names ? { title: written.names.join(', ') } : {}), input };
}

const sendError = z.object({ code: z.number().nullable(), title: z.string(), reason: z.string().optional() });

/** What became of the message by now. */
export async function resumeSend({ tx, run, now }: Work): Promise<StepResult> {
  const [message] = await tx.db
    .select({ state: messages.state, error: messages.error, template: messages.template })
    .from(messages)
    .where(and(eq(messages.workspaceId, tx.workspace.id), eq(messages.id, run.waitsId ?? 0)));
  if (!message) return { is: 'ended', reason: 'contact_gone' };
  const error = sendError.safeParse(message.error).data;
  const output = { messageId: run.waitsId, state: message.state, byTemplate: message.template !== null };
  switch (message.state) {
    case 'queued':
    case 'sending':
      return {
        is: 'waiting',
        for: 'message',
        id: run.waitsId ?? 0,
        until: new Date(now.getTime() + LOOK_MS),
      };
    case 'unknown':
      return { is: 'ended', reason: 'outcome_unknown', isUnknown: true, output };
    case 'failed':
      return { ...failed(error?.reason ?? 'not_sent', { title: titleOf(error) }), output };
    case 'cancelled':
      if (error?.reason === 'opted_out') return { is: 'ended', reason: 'opted_out', output };
      return { is: 'ended', reason: error?.reason === 'gone' ? 'contact_gone' : 'cancelled', output };
    case 'accepted':
    case 'sent':
    case 'delivered':
    case 'read':
    case 'received':
      return { is: 'done', output };
  }
}

function titleOf(error: z.output<typeof sendError> | undefined): string {
  return [error?.code, error?.title].filter(Boolean).join(' ');
}
