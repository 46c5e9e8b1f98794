import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { proveNumber } from '#domain/whatsapp/prove-number.ts';
import { testConnection } from '#domain/whatsapp/test-connection.ts';
import { updateNumber } from '#domain/whatsapp/update.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import {
  changeOf,
  contactsOf,
  envelope,
  makeShop,
  messageOf,
  receive,
  workOff,
} from '../../support/webhook.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const { meta } = useMeta();

type Shop = Awaited<ReturnType<typeof makeShop>>;
let owner: Shop;
let other: Shop;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  meta().world.failures.length = 0;
  [owner, other] = [await makeShop(db()), await makeShop(db())];
});

const connect = (shop: Shop, token = 'EAAGgood') => connectNumber(shop.admin, { ...numberFacts(), token });
const lineOf = async ({ admin }: Shop) =>
  (await listNumbers(admin)).find(({ phoneNumberId }) => phoneNumberId === numberFacts().phoneNumberId);
const lossesOf = async ({ admin }: Shop) =>
  (await workspaceEventsOf(admin)).filter(({ kind }) => kind === 'number.lost');
async function replaceToken(shop: Shop, id: number, token: string): Promise<void> {
  const { version = 0 } = (await lineOf(shop)) ?? {};
  await updateNumber(shop.admin, { ...numberFacts(), id, version, token });
}

let said = 0;
/** Somebody writes to the number; who got it. */
async function write(): Promise<{ owner: number; other: number }> {
  const { phoneNumberId, accountId } = numberFacts();
  const before = [await contactsOf(owner.admin), await contactsOf(other.admin)];
  const told = messageOf({ phone: `55119777${10_000 + ++said}`, name: 'Ana' });
  await receive(db(), envelope(accountId, [changeOf({ phoneNumberId }, told)]));
  await workOff(db());
  const after = [await contactsOf(owner.admin), await contactsOf(other.admin)];
  const [mine = 0, theirs = 0] = after.map((all, at) => all.length - (before[at]?.length ?? 0));
  return { owner: mine, other: theirs };
}

test('whoever typed in an id first gets nothing by it, and is told once somebody shows that it is theirs', async () => {
  const first = await connect(other, 'EAAGforeign');
  const { id } = await connect(owner);
  expect(await testConnection(other.admin, { id: first.id })).toMatchObject({ kind: 'refused', code: 100 });
  expect(await write()).toEqual({ owner: 0, other: 0 });
  expect(await lineOf(other)).toMatchObject({ isVouched: false, isElsewhere: false, lastWebhookAt: null });

  expect(await testConnection(owner.admin, { id })).toMatchObject({ kind: 'ok' });
  await workOff(db());
  expect(await contactsOf(owner.admin)).toHaveLength(1);
  expect(await write()).toEqual({ owner: 1, other: 0 });
  expect(await lineOf(other)).toMatchObject({ isVouched: false, isElsewhere: true, lastWebhookAt: null });
  expect(await lineOf(owner)).toMatchObject({ isVouched: true, isElsewhere: false });
  const { phoneNumberId } = numberFacts();
  expect(await lossesOf(other)).toMatchObject([
    { subjectId: first.id, actorKind: 'system', before: { phoneNumberId } },
  ]);
  await testConnection(owner.admin, { id });
  expect(await lossesOf(other)).toHaveLength(1);
  expect(await lossesOf(owner)).toEqual([]);
});

test('of two whose tokens are both good, the first keeps it until it lets go', async () => {
  const [mine, theirs] = [await connect(owner), await connect(other)];
  await testConnection(owner.admin, mine);
  expect(await testConnection(other.admin, theirs)).toEqual({ kind: 'taken' });
  expect(await write()).toEqual({ owner: 1, other: 0 });
  await disconnectNumber(owner.admin, mine);
  expect(await testConnection(other.admin, theirs)).toMatchObject({ kind: 'ok' });
  expect(await write()).toEqual({ owner: 0, other: 1 });
});

test('one whose token Meta takes no more loses it to one whose token is good, and sees why', async () => {
  const [mine, theirs] = [await connect(owner), await connect(other)];
  await testConnection(owner.admin, mine);
  await replaceToken(owner, mine.id, 'EAAGexpired');
  expect(await write()).toEqual({ owner: 1, other: 0 });
  expect(await testConnection(other.admin, theirs)).toMatchObject({ kind: 'ok' });
  expect(await write()).toEqual({ owner: 0, other: 1 });
  expect(await lineOf(owner)).toMatchObject({ isVouched: false, isElsewhere: true });
  expect(await lossesOf(owner)).toHaveLength(1);
  await replaceToken(owner, mine.id, 'EAAGgood');
  expect(await testConnection(owner.admin, mine)).toEqual({ kind: 'taken' });
});

test.each([
  ['a limit that is reached', 4],
  ['a line that breaks off', 'reset' as const],
])('%s takes nothing from anybody', async (_what, failure) => {
  const [mine, theirs] = [await connect(owner), await connect(other)];
  await testConnection(owner.admin, mine);
  meta().failNext(failure);
  // As after a description that worked: the one call that is left is about the holder.
  expect(await proveNumber(other.admin, theirs.id)).toBe('taken');
  expect(await write()).toEqual({ owner: 1, other: 0 });
});

test('two who show it at once: one gets it', async () => {
  const [mine, theirs] = [await connect(owner), await connect(other)];
  const tested = await Promise.all([testConnection(owner.admin, mine), testConnection(other.admin, theirs)]);
  expect(tested.map(({ kind }) => kind).toSorted()).toEqual(['ok', 'taken']);
  const got = await write();
  expect(got.owner + got.other).toBe(1);
});

test('is for admins, of their own numbers', async () => {
  const { id } = await connect(owner);
  await refused(proveNumber(owner.manager, id), 'forbidden');
  await refused(proveNumber(other.admin, id), 'not_found');
});
