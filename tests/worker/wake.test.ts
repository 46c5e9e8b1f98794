import type { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { deleteContact } from '#domain/contacts/delete.ts';
import { setContactActive } from '#domain/contacts/set-active.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { reactivateMember } from '#domain/members/reactivate.ts';
import { log } from '#lib/log.ts';
import { type Pump, startPumps } from '#worker/pump.ts';
import { PUMPED } from '#worker/pumps.ts';
import { listenForWork } from '#worker/wake.ts';
import { useDatabase } from '../support/connect.ts';
import { type Desk, makeDesk } from '../support/desk.ts';

const { db, url } = useDatabase();
log.level = 'silent';

// Its own clock never strikes here: whatever is given out was heard of.
let pumps: Pump[];
let stopListening: () => Promise<void>;
beforeAll(async () => {
  pumps = startPumps(
    db(),
    PUMPED.filter(({ name }) => name === 'hand-out-leads').map((one) => ({ ...one, everySeconds: 100_000 })),
  );
  const boss = { send: async () => null } as unknown as PgBoss;
  stopListening = await listenForWork(url(), boss, pumps);
});
afterAll(async () => {
  await stopListening();
  await Promise.all(pumps.map((pump) => pump.stop()));
});

type Freed = (desk: Desk, mine: number) => Promise<unknown>;
const versionOf = async (desk: Desk, id: number) => (await desk.read(id)).version;

describe('whoever waits gets the place at once when', () => {
  test.each<[string, Freed]>([
    ['a lead is lost', (desk, mine) => desk.lose(mine)],
    ['a lead is given back', (desk, mine) => desk.give(mine, null)],
    [
      'a lead is deactivated',
      async (desk, id) =>
        setContactActive(desk.admin, { id, version: await versionOf(desk, id), isActive: false }),
    ],
    [
      'a lead is deleted',
      async (desk, id) => deleteContact(desk.admin, { id, version: await versionOf(desk, id) }),
    ],
    ['the limit is raised', (desk) => desk.limit(2)],
  ])('%s', async (_, free) => {
    const desk = await makeDesk(db(), 1, true);
    const mine = await desk.arrive();
    await desk.arrive();
    const waiting = await desk.arrive();
    expect(await desk.ownerOf(waiting)).toBeNull();
    await free(desk, mine);
    await vi.waitFor(async () => expect(await desk.ownerOf(waiting)).not.toBeNull(), { timeout: 5_000 });
  });

  test('somebody is back', async () => {
    const desk = await makeDesk(db(), 1, true);
    const [, bia = 0] = desk.sellers;
    await deactivateMember(desk.admin, { userId: bia, contactsTo: null });
    await desk.arrive();
    const waiting = await desk.arrive();
    expect(await desk.ownerOf(waiting)).toBeNull();
    await reactivateMember(desk.admin, { userId: bia });
    await vi.waitFor(async () => expect(await desk.ownerOf(waiting)).toBe(bia), { timeout: 5_000 });
  });
});
