import 'server-only';
import { threadView } from '#components/conversations/thread-view.ts';
import type { ThreadActions, ThreadView } from '#components/conversations/types.ts';
import { readThread } from '#domain/conversations/read-thread.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { currentSession } from './auth.ts';
import {
  cancelMessageAction,
  markReadAction,
  sendMessageAction,
  settleMessageAction,
} from './talk-actions.ts';

/** What every window that shows a thread does with it. */
export const threadActions: ThreadActions = {
  send: sendMessageAction,
  cancel: cancelMessageAction,
  settle: settleMessageAction,
  markRead: markReadAction,
};

/** A thread as a page or a window shows it to whoever asks. @throws as `readThread`. */
export async function threadFor(ctx: Ctx, asked: unknown): Promise<ThreadView> {
  const [thread, session] = await Promise.all([readThread(ctx, asked), currentSession()]);
  if (!session) throw new DomainError('unauthenticated');
  const { name, role, locale } = session.person;
  return threadView(thread, ctx.workspace, { name, role, locale, now: Date.now() });
}
