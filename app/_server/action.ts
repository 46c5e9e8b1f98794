import 'server-only';
import { refresh } from 'next/cache';
import { headers } from 'next/headers';
import { isDatabaseAway } from '#db/errors.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import type { Action, ActionFailure } from '#domain/result.ts';
import { log } from '#lib/log.ts';
import { currentSession } from './auth.ts';
import { requestId } from './request-id.ts';

type Verb<T> = (ctx: Ctx, input: unknown) => Promise<T>;

/**
 * The one way from a browser to a verb: same site → session → verb (which authorises and parses) → typed error → refreshed page.
 * Every export of a 'use server' file is made by it.
 */
export function action<T>(verb: Verb<T>, options: { refreshes?: boolean } = {}): Action<T> {
  return async (input) => {
    const id = await requestId();
    try {
      if (!(await isSameSite())) throw new DomainError('forbidden');
      const session = await currentSession();
      if (!session) throw new DomainError('unauthenticated');
      const value = await verb(session.ctx, input);
      if (options.refreshes ?? true) refresh();
      return { ok: true, value };
    } catch (error) {
      return failure(error, id, verb.name);
    }
  };
}

/** What the browser is told of something thrown; a bug is logged with its cause. */
export function failure(error: unknown, requestId: string, verb: string): ActionFailure {
  if (error instanceof DomainError) {
    const { code, fields, details } = error;
    return { ok: false, code, fields, details, requestId };
  }
  log.error({ requestId, verb, error }, 'action failed');
  return { ok: false, code: isDatabaseAway(error) ? 'unavailable' : 'bug', fields: {}, requestId };
}

/** A write must come from a page of ours: the browser says so in Origin. */
export async function isSameSite(): Promise<boolean> {
  const sent = await headers();
  const origin = sent.get('origin');
  if (!origin || origin === 'null') return false;
  const host = sent.get('x-forwarded-host') ?? sent.get('host');
  return URL.canParse(origin) && new URL(origin).host === host;
}
