import { setTimeout as sleep } from 'node:timers/promises';
import { statusPayload } from './payloads.ts';
import { postUntilTaken, type Target } from './webhooks.ts';
import type { Accepted, World } from './world.ts';

/** How long after a message was accepted its states are told. */
export type Pace = { sent: number; delivered: number; read: number };
export const USUAL_PACE: Pace = { sent: 150, delivered: 600, read: 4_000 };

/** Tells what becomes of an accepted message: sent, delivered and read, or failed with `code`. */
export async function tellStates(
  world: World,
  message: Accepted,
  { target, pace, signal, code }: { target: Target; pace: Pace; signal: AbortSignal; code: number | null },
): Promise<void> {
  const number = world.numbers.find(({ id }) => id === message.numberId);
  const steps: [string, number][] =
    code === null
      ? [
          ['sent', pace.sent],
          ['delivered', pace.delivered],
          ['read', pace.read],
        ]
      : [['failed', pace.sent]];
  let waited = 0;
  for (const [status, after] of steps) {
    await sleep(after - waited, undefined, { signal }).catch(() => {});
    if (signal.aborted || !number) return;
    waited = after;
    message.states.push(status);
    if (!world.subscribed.has(number.accountId)) continue;
    const told = { status, at: Date.now(), ...(code !== null && { code }) };
    await postUntilTaken(statusPayload(number, message, told), target, signal);
  }
}
