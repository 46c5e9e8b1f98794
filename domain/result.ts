import type { ErrorCode, FieldProblems } from './errors.ts';

/** What a browser is told when a verb refused (`code` of a DomainError) or broke (`bug`). */
export type ActionFailure = {
  ok: false;
  code: ErrorCode | 'bug' | 'offline';
  fields: FieldProblems;
  details?: unknown;
  /** Also in the log, so that support can find the cause. Empty when the server was never reached. */
  requestId: string;
};

export type ActionResult<T> = { ok: true; value: T } | ActionFailure;

/** A server action as a component receives it. */
export type Action<T> = (input: unknown) => Promise<ActionResult<T>>;
