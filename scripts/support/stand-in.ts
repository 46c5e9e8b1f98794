import type { Env } from '#lib/env.ts';
import { localAddress } from './local-address.ts';
import { freePort } from './ports.ts';
import { standInSecret } from './secrets.ts';
import type { Service } from './supervise.ts';

/** A stand-in for Meta beside the demo: where it will answer, and what the product is told instead of Meta's address. */
export type StandInPlan = {
  url: string;
  port: number;
  target: string;
  variables: { META_GRAPH_URL: string; META_APP_SECRET: string };
};

/** The demo plays WhatsApp by itself where nobody said which Meta to talk to; else null. */
export async function prepareStandIn(env: Env): Promise<StandInPlan | null> {
  if (!env.DEMO || process.env.META_GRAPH_URL) return null;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    port,
    target: `${localAddress(env)}/api/webhooks/whatsapp`,
    variables: { META_GRAPH_URL: url, META_APP_SECRET: standInSecret(env) },
  };
}

/** The stand-in as a process to keep alive. */
export function standInService(plan: StandInPlan, onStart: (stamp: string) => void): Service {
  return {
    name: 'stand-in',
    args: ['scripts/meta-stand-in/main.ts'],
    env: {
      ...process.env,
      ...plan.variables,
      STAND_IN_PORT: String(plan.port),
      STAND_IN_TARGET: plan.target,
    },
    drainMilliseconds: 2_000,
    patience: Number.POSITIVE_INFINITY,
    onStart,
    onGiveUp: () => {},
  };
}
