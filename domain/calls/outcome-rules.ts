import type { Answer } from './request.ts';

/** What is kept of the last try. `status` and `body` of an answer, or why none came. */
export type KeptAnswer = { status: number; body: string } | { error: string };

export type Outcome =
  | { is: 'done'; answer: KeptAnswer }
  | { is: 'again'; answer: KeptAnswer; waitSeconds: number }
  | { is: 'failed'; answer: KeptAnswer };

/** After the first, second … try that failed: ten seconds, a minute, five, half an hour, two hours. Then no more. */
const WAITS = [10, 60, 300, 1_800, 7_200];
const TRIES_MAX = WAITS.length + 1;
/** Another server may ask for more patience than that, but not for ever. */
const LONGEST_WAIT = 7_200;

/** Answers that say "not now"; all others from 400 to 499 would be the same a second time. */
const NOT_NOW = [408, 409, 425, 429];

/** Whether a call that has just been taken up for the `attempts`th time is one try too many: all before ended without a word. */
export function isGivenUp(attempts: number): boolean {
  return attempts > TRIES_MAX;
}

/** What becomes of a webhook after its `attempts`th try. Anything between 200 and 299 is well; a redirect is not followed. */
export function outcomeOf(answer: Answer, attempts: number): Outcome {
  if (answer.is === 'refused') return { is: 'failed', answer: { error: answer.error } };
  if (answer.is === 'failed') return again({ error: answer.error }, attempts, null);
  const { status, body, retryAfter } = answer;
  const kept = { status, body };
  if (status >= 200 && status < 300) return { is: 'done', answer: kept };
  const isFinal = status >= 300 && status < 500 && !NOT_NOW.includes(status);
  return isFinal ? { is: 'failed', answer: kept } : again(kept, attempts, retryAfter);
}

/** Another try after a while, or none any more. */
export function again(answer: KeptAnswer, attempts: number, retryAfter: string | null): Outcome {
  const usual = WAITS[attempts - 1];
  if (usual === undefined) return { is: 'failed', answer };
  const asked = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) : 0;
  return { is: 'again', answer, waitSeconds: Math.max(usual, Math.min(asked, LONGEST_WAIT)) };
}
