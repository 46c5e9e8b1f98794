import 'server-only';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { isSameSite } from './action.ts';
import { answer, refusal } from './answer.ts';
import { currentSession } from './auth.ts';
import { type Params, paramsOf } from './read.ts';
import { requestId } from './request-id.ts';

/** The bytes of a request as they come. Whoever takes them bounds them. */
type Body = AsyncIterable<Uint8Array>;

/**
 * A POST handler for bytes too many for a server action: same site → session → verb (which authorises, parses and bounds the stream) → JSON.
 */
export function receive<T>(verb: (ctx: Ctx, params: Params, body: Body) => Promise<T>) {
  return async (request: Request): Promise<Response> => {
    const id = await requestId();
    try {
      if (!(await isSameSite())) throw new DomainError('forbidden');
      const session = await currentSession();
      if (!session) throw new DomainError('unauthenticated');
      const body = (request.body ?? new Blob([]).stream()) as unknown as Body;
      return answer(200, await verb(session.ctx, paramsOf(request), body));
    } catch (error) {
      return refusal(error, id, request);
    }
  };
}
