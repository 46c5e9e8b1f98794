import { z } from 'zod';
import { type ErrorTopic, topicOf } from './error-codes.ts';
import type { GraphAnswer } from './graph.ts';

/** Why a call to Meta brought nothing, for the sentence that people read. `no_token`: it has to be entered again. */
export type CallFailure =
  | { kind: 'refused'; code: number; title: string; topic: ErrorTopic }
  | { kind: 'unreachable' }
  | { kind: 'no_token' }
  | { kind: 'unreadable' };

/** A call that did not work, as people are told of it. */
export function callFailure(answer: Exclude<GraphAnswer, { kind: 'ok' }>): CallFailure {
  if (answer.kind !== 'refused') return { kind: 'unreachable' };
  return { kind: 'refused', code: answer.code, title: answer.title, topic: topicOf(answer.code) };
}

const stored = z.union([
  z
    .object({ kind: z.literal('refused'), code: z.number().int(), title: z.string() })
    // What a code is about may be known better by now.
    .transform((refused) => ({ ...refused, topic: topicOf(refused.code) })),
  z.object({ kind: z.enum(['unreachable', 'no_token', 'unreadable']) }),
]);

/** A failure that was kept; null: none. */
export function readFailure(kept: unknown): CallFailure | null {
  return stored.safeParse(kept).data ?? null;
}
