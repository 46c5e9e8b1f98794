import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '#db/client.ts';
import { verify } from '#domain/verify/verify.ts';
import { connectTestNumber, TEST_NUMBER } from '../support/connect-number.ts';
import { report } from '../support/progress.ts';
import { envelopeOf, postWebhook } from '../support/webhook-posts.ts';
import { again, type Outcome } from './killing.ts';
import type { Product } from './product.ts';
import { findVictims, kill } from './victims.ts';

const AWAY_MILLISECONDS = 30_000;
const SLOWEST_REFUSAL_MILLISECONDS = 2_000;
const HEALING_MILLISECONDS = 5_000;
const SENDERS = 8;

type Answer = { at: number; status: number; milliseconds: number };

/** Takes the database away for half a minute while messages keep coming: 503 and nothing else, and all is well soon after. */
export async function chaosOutage(product: Product): Promise<Outcome> {
  await again(() => connectTestNumber(product.url));
  await again(async () => {
    if ((await post(product, 'first')).status !== 200) throw new Error('not up yet');
  });
  const answers: Answer[] = [];
  const over = new AbortController();
  const sending = Promise.all(
    Array.from({ length: SENDERS }, async (_, sender) => {
      for (let turn = 0; !over.signal.aborted; turn++) {
        answers.push(await post(product, `${sender}.${turn}`));
        await sleep(50);
      }
    }),
  );
  await sleep(2_000);
  const victims = await findVictims(product.url, product.stamps);
  product.keepDown(true);
  const goneAt = Date.now();
  for (const victim of victims) if (victim.name === 'postmaster') kill(victim);
  await sleep(AWAY_MILLISECONDS);
  const backAt = Date.now();
  product.keepDown(false);
  await sleep(HEALING_MILLISECONDS * 3);
  over.abort();
  await sending;
  return { kills: { postmaster: 1 }, complaints: await judge(product, answers, { goneAt, backAt }) };
}

async function post(product: Product, name: string): Promise<Answer> {
  const body = envelopeOf(TEST_NUMBER.phoneNumberId, TEST_NUMBER.accountId, [
    { wamid: `wamid.OUTAGE.${name}`, phone: '5531988887777', name: 'Ana', text: name, at: new Date() },
  ]);
  const at = Date.now();
  const status = await postWebhook(product.address, body, product.metaSecret);
  return { at, status, milliseconds: Date.now() - at };
}

async function judge(
  product: Product,
  answers: Answer[],
  { goneAt, backAt }: { goneAt: number; backAt: number },
): Promise<string[]> {
  const complaints: string[] = [];
  // Those that were sent a moment before may have been stored.
  const during = answers.filter(({ at }) => at > goneAt + 500 && at < backAt - SLOWEST_REFUSAL_MILLISECONDS);
  const others = during.filter(({ status }) => status !== 503);
  if (others.length > 0)
    complaints.push(
      `${others.length} of ${during.length} answers without a database were not 503: ${[...new Set(others.map(({ status }) => status))]}`,
    );
  const slowest = Math.max(...during.map(({ milliseconds }) => milliseconds));
  if (slowest > SLOWEST_REFUSAL_MILLISECONDS + 200) complaints.push(`a refusal took ${slowest} ms`);
  const lastRefusal = Math.max(
    0,
    ...answers.filter(({ at, status }) => at > backAt && status !== 200).map(({ at }) => at - backAt),
  );
  report(
    `  ${during.length} refusals, the slowest after ${slowest} ms; the last one ${lastRefusal} ms after the database was to come back`,
  );
  if (lastRefusal > HEALING_MILLISECONDS)
    complaints.push(`refused ${lastRefusal} ms after the database was back`);
  const { db, close } = connect(product.url, { max: 2 });
  try {
    await sleep(2_000);
    for (const { check, count } of await again(() => verify(db)))
      complaints.push(`verify: ${check} (${count})`);
  } finally {
    await close();
  }
  return complaints;
}
