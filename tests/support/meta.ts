import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { startStandIn } from './meta-stand-in.ts';

type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/** Lets the verbs of the test file talk to a stand-in for Meta, with an `ENCRYPTION_KEY`; `meta()` is the stand-in once the tests run. */
export function useMeta(): { meta: () => StandIn } {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await startStandIn();
    // Before the first verb asks: what `env()` has read once stays.
    Object.assign(process.env, {
      META_GRAPH_URL: standIn.url,
      ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      AUTH_SECRET: randomBytes(32).toString('base64'),
      DATABASE_URL: process.env.DATABASE_URL || 'postgres://unused@127.0.0.1:1/unused',
    });
  });
  afterAll(() => standIn?.stop());
  return { meta: () => standIn };
}

/** A number that the stand-in knows, as a person fills it in; `tail` 2 or 3. */
export function numberFacts(tail: 2 | 3 = 2) {
  return {
    name: 'Vendas',
    phoneNumberId: `10654035224292${tail}`,
    accountId: '102290129340398',
    displayPhone: tail === 2 ? '+55 11 90001-0010' : '+55 11 90001-0011',
    token: 'EAAGm0PX4ZCpsBAtoken',
  };
}
