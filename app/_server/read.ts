import 'server-only';
import { isDatabaseAway } from '#db/errors.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError, type ErrorCode } from '#domain/errors.ts';
import { log } from '#lib/log.ts';
import { currentSession } from './auth.ts';
import { requestId } from './request-id.ts';

export type Params = Record<string, string | string[]>;

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  invalid: 400,
  stale: 409,
  in_use: 409,
  duplicate: 409,
  too_many: 429,
  unavailable: 503,
};

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
      if (error instanceof DomainError) {
        const { code, fields, details } = error;
        return answer(STATUS[code], { code, fields, details, requestId: id });
      }
      log.error({ requestId: id, path: new URL(request.url).pathname, error }, 'read failed');
      const isAway = isDatabaseAway(error);
      return answer(isAway ? 503 : 500, { code: isAway ? 'unavailable' : 'bug', requestId: id });
    }
  };
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** The query of a request as Next gives it to pages: repeated names become lists. */
function paramsOf(request: Request): Params {
  const query = new URL(request.url).searchParams;
  const entries = [...new Set(query.keys())].map((name): [string, string | string[]] => {
    const values = query.getAll(name);
    return [name, values.length > 1 ? values : (values[0] ?? '')];
  });
  return Object.fromEntries(entries);
}
