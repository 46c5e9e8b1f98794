import 'server-only';
import { isDatabaseAway } from '#db/errors.ts';
import { DomainError, type ErrorCode } from '#domain/errors.ts';
import { log } from '#lib/log.ts';

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

/** What a route handler answers, as JSON that nobody keeps. */
export function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** What a route handler answers to something thrown; a bug is logged with its cause. */
export function refusal(error: unknown, requestId: string, request: Request): Response {
  if (error instanceof DomainError) {
    const { code, fields, details } = error;
    return answer(STATUS[code], { code, fields, details, requestId });
  }
  log.error({ requestId, path: new URL(request.url).pathname, error }, 'handler failed');
  const isAway = isDatabaseAway(error);
  return answer(isAway ? 503 : 500, { code: isAway ? 'unavailable' : 'bug', requestId });
}
