import 'server-only';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { answer, refusal } from './answer.ts';
import { currentSession } from './auth.ts';
import { requestId } from './request-id.ts';

export type Params = Record<string, string | string[]>;

/**
 * A GET handler for what pages read after they have loaded: session → verb → JSON. Server actions run one at a time, so reads are
 * not actions.
 */
export function read<T>(verb: (ctx: Ctx, params: Params) => Promise<T>) {
  return async (request: Request): Promise<Response> => {
    const id = await requestId();
    try {
      const session = await currentSession();
      if (!session) throw new DomainError('unauthenticated');
      return answer(200, await verb(session.ctx, paramsOf(request)));
    } catch (error) {
      return refusal(error, id, request);
    }
  };
}

/** The query of a request as Next gives it to pages: repeated names become lists. */
export function paramsOf(request: Request): Params {
  const query = new URL(request.url).searchParams;
  const entries = [...new Set(query.keys())].map((name): [string, string | string[]] => {
    const values = query.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? '')];
  });
  return Object.fromEntries(entries);
}
