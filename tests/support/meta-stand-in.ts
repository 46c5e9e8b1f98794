import { failureOf, startMetaStandIn } from '#scripts/meta-stand-in/server.ts';
import { postOnce, type Target } from '#scripts/meta-stand-in/webhooks.ts';

const TEST_APP_SECRET = 'test-app-secret';

/** For tests that send: states are told at once, one after the other. */
const PACE = { sent: 0, delivered: 0, read: 0 };

/**
 * A stand-in for Meta's Graph API, on a free port of loopback. It knows the demo's account 102290129340398 with numbers 106540352242922 and
 * 106540352242923, and its templates; any token will do, but one with "expired" in it, one of another business ("foreign"), and one that may change
 * nothing ("readonly"). Webhooks of the account come only while the app is subscribed to it (`world.subscribed`), as at the beginning.
 */
export async function startStandIn(options: { target?: Target } = {}) {
  const standIn = await startMetaStandIn({ pace: PACE, target: options.target ?? null });
  return {
    url: standIn.url,
    /** Calls of the Graph API, oldest first. */
    calls: standIn.calls,
    /** Everything it knows: numbers, templates, people, what was accepted. */
    world: standIn.world,
    /**
     * What goes wrong with the next call: Meta's error (`isLater`: accepted first, told as failed by webhook), no answer (`timeout`: accepted
     * all the same), or a connection that breaks off (`reset`: not accepted, unless `isAccepted`).
     */
    failNext: (what: number | 'timeout' | 'reset', how?: { isLater?: boolean; isAccepted?: boolean }) =>
      void standIn.world.failures.push(failureOf(what, how)),
    /** Posts a webhook, signed as Meta does; returns the answer's status. */
    post: (payload: unknown, target: string | Target) =>
      postOnce(payload, typeof target === 'string' ? { url: target, appSecret: TEST_APP_SECRET } : target),
    stop: standIn.stop,
  };
}
