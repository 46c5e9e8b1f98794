import { beforeEach, expect, test } from 'vitest';
import { remember } from '#domain/automations/rehearsal-memory.ts';
import type { Rehearsed } from '#domain/automations/rehearse.ts';

let workspaceId = 0;
let made: PromiseWithResolvers<Rehearsed>[] = [];
beforeEach(() => {
  workspaceId += 1;
  made = [];
});

const one = (automationId: number) => ({ automation: { id: automationId } }) as Rehearsed;
const ask = (automationId: number, more: { versionId?: number; since?: number; now?: number } = {}) =>
  remember({ workspaceId, automationId, versionId: 1, since: 0, now: 1_000, ...more }, () => {
    const making = Promise.withResolvers<Rehearsed>();
    made.push(making);
    return making.promise;
  });
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('what is being made is shared, also with who asks for one of later', async () => {
  const asked = [ask(1), ask(1), ask(1, { since: 2_000, now: 2_000 }), ask(1, { since: 9e14, now: 2_000 })];
  made[0]?.resolve(one(1));
  expect(new Set(await Promise.all(asked)).size).toBe(1);
  expect(made).toHaveLength(1);
});

test('once made it serves for ten minutes, for the same version and not for who asks for one of later', async () => {
  const first = ask(1);
  made[0]?.resolve(one(1));
  await first;
  expect(await ask(1, { now: 600_000 })).toBe(await first);
  expect(made).toHaveLength(1);
  ask(1, { now: 601_000 });
  ask(2, { versionId: 2 });
  expect(made).toHaveLength(2);
});

test('an address that asks for one of the future gets one of now', async () => {
  const first = ask(1);
  made[0]?.resolve(one(1));
  await first;
  expect(await ask(1, { since: 9e14 })).toBe(await first);
  expect(made).toHaveLength(1);
});

test('a workspace has one under way; others do not wait for it, and one that fails lets the next begin', async () => {
  const [first, second] = [ask(1), ask(2)];
  ask(1, { versionId: 2 });
  await settled();
  expect(made).toHaveLength(1);
  workspaceId += 1;
  ask(1);
  expect(made).toHaveLength(2);
  made[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await settled();
  expect(made).toHaveLength(3);
  made[2]?.resolve(one(2));
  expect(await second).toEqual(one(2));
  await settled();
  expect(made).toHaveLength(4);
});

test('one that failed is made again, and many at once are each made once', async () => {
  const failed = ask(1);
  made[0]?.reject(new Error('away'));
  await expect(failed).rejects.toThrow('away');
  const asked = [1, 2, 3, 4, 5, 6].map((id) => ask(id));
  expect(ask(1)).toBe(asked[0]);
  for (const id of [1, 2, 3, 4, 5, 6]) {
    made[id]?.resolve(one(id));
    expect(await asked[id - 1]).toEqual(one(id));
    await settled();
  }
  expect(made).toHaveLength(7);
});
