import type { Browser, Page } from 'playwright/test';
import type { Ctx } from '#domain/ctx.ts';
import { openSession } from '#domain/sessions/open.ts';

/** A page in another browser, where the member of `ctx` is signed in. */
export async function windowOf(browser: Browser, ctx: Ctx, baseURL: string | undefined): Promise<Page> {
  if (ctx.actor.kind !== 'member') throw new Error('not a member');
  const token = await openSession(ctx.db, { userId: ctx.actor.userId, workspaceId: ctx.workspace.id });
  const context = await browser.newContext({ baseURL, locale: 'pt-BR' });
  await context.addCookies([{ name: 'next-auth.session-token', value: token, url: baseURL ?? '' }]);
  return context.newPage();
}
