import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { leadQueue } from '#db/schema/auto-lead.ts';
import { giveOwner } from '#domain/auto-lead/assign.ts';
import { handOutLeads } from '#domain/auto-lead/hand-out.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { inTransaction } from '#domain/ctx.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { CLOSED, type Desk, makeDesk, OPEN } from '../../support/desk.ts';
import { heldOpen, untilWaiting } from '../../support/locks.ts';
import { contactEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
beforeEach(async () => {
  // Leads are given out in all workspaces.
  await db().delete(leadQueue);
});

describe('nobody overtakes', () => {
  test('a new lead waits behind those who wait, though there is room again', async () => {
    const desk = await makeDesk(db());
    const [first] = [await desk.arrive(), await desk.arrive()];
    const early = await desk.arrive();
    await desk.lose(first);
    const late = await desk.arrive();
    expect(await desk.ownerOf(late)).toBeNull();
    expect(await desk.waiting()).toEqual([early, late]);
    expect(await handOutLeads(db(), OPEN)).toBe(1);
    expect(await desk.ownerOf(early)).toBe(desk.sellers[0]);
    expect(await desk.waiting()).toEqual([late]);
  });

  test('who waits no more holds nobody up: lost, or given to somebody by hand', async () => {
    const desk = await makeDesk(db());
    const [lost, given] = [await desk.arrive(CLOSED), await desk.arrive(CLOSED)];
    await desk.lose(lost);
    await desk.give(given, userIdOf(desk.admin));
    expect(await desk.ownerOf(await desk.arrive())).toBe(desk.sellers[0]);
    expect(await handOutLeads(db(), OPEN)).toBe(0);
    expect(await desk.ownerOf(lost)).toBeNull();
    expect(await db().$count(leadQueue)).toBe(0);
  });

  test('one that waits and asks again does not stand in its own way, nor before others', async () => {
    const desk = await makeDesk(db(), null);
    const [first, second] = [await desk.arrive(CLOSED), await desk.arrive(CLOSED)];
    const ask = (contactId: number) =>
      inTransaction(desk.admin, async (tx) =>
        giveOwner(tx, await readAutoLead(tx), { contactId, now: OPEN }),
      );
    expect(await ask(second)).toBeNull();
    expect(await ask(first)).toBe(desk.sellers[0]);
    expect(await ask(second)).toBe(desk.sellers[1]);
  });

  test('who came to the turn first is before whoever began earlier', async () => {
    const desk = await makeDesk(db());
    // The transaction's own time is that of its beginning.
    const { result: begun, release } = await heldOpen(desk.admin, async (tx) => {
      await readAutoLead(tx);
      return tx;
    });
    const quick = await desk.arrive(CLOSED);
    const slow = await desk.arriveIn(begun, CLOSED);
    await release();
    expect(await desk.waiting()).toEqual([quick, slow]);
  });
});

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('arrive' as const), isOpen: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('lose', 'takeAway', 'giveByHand'), pick: fc.nat(30) }),
  },
  { weight: 4, arbitrary: fc.constant({ kind: 'handOut' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'raise' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** What may happen at a desk; keeps who arrived, who was taken out of the line by hand, and how many the limit is. */
class Day {
  readonly arrived: number[] = [];
  readonly byHand = new Set<number>();
  private openLimit = 1;
  private readonly desk: Desk;
  constructor(desk: Desk) {
    this.desk = desk;
  }

  async take(one: Step): Promise<void> {
    if (one.kind === 'arrive') this.arrived.push(await this.desk.arrive(one.isOpen ? OPEN : CLOSED));
    else if (one.kind === 'handOut') await handOutLeads(db(), OPEN);
    else if (one.kind === 'raise') await this.desk.limit(++this.openLimit);
    else if ('pick' in one) await this.move(one.kind, one.pick);
  }

  private async move(kind: string, pick: number): Promise<void> {
    if (kind === 'giveByHand') {
      const waiting = await this.desk.waiting();
      const id = waiting[pick % Math.max(1, waiting.length)];
      if (id === undefined) return;
      this.byHand.add(id);
      return this.desk.give(id, userIdOf(this.desk.admin));
    }
    const owned = await this.desk.owned();
    const one = owned[pick % Math.max(1, owned.length)];
    if (!one) return;
    if (kind === 'lose') return this.desk.lose(one.id);
    return this.desk.give(one.id, userIdOf(this.desk.admin));
  }

  /** Those whom the desk gave out, in the order in which it did. */
  async givenOut(): Promise<number[]> {
    const { admin, sellers } = this.desk;
    const told = await Promise.all(this.arrived.map((id) => contactEventsOf(admin, id)));
    return told
      .flat()
      .filter(({ kind, after, before }) => {
        const { ownerId } = (after ?? {}) as { ownerId?: number | null };
        const isFirst =
          kind === 'contact.created' || (before as { ownerId?: number } | null)?.ownerId === null;
        return isFirst && typeof ownerId === 'number' && sellers.includes(ownerId);
      })
      .toSorted((a, b) => a.id - b.id)
      .map(({ contactId }) => contactId);
  }
}

test('whatever happens, leads are given out in the order in which they came', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const day = new Day(await makeDesk(db()));
      for (const one of steps) await day.take(one);
      const given = await day.givenOut();
      const inLine = day.arrived.filter((id) => !day.byHand.has(id));
      expect(given).toEqual(inLine.slice(0, given.length));
    }),
    { numRuns: 8 },
  );
}, 60_000);

describe('at once', () => {
  test('leads that come while room is made and given out: none twice, none above the limit, none left behind', async () => {
    const desk = await makeDesk(db(), 2);
    const early = [];
    for (let n = 0; n < 8; n++) early.push(await desk.arrive());
    await Promise.all([
      ...early.slice(0, 4).map((id) => desk.lose(id)),
      ...[1, 2, 3].map(() => handOutLeads(db(), OPEN)),
      ...[1, 2, 3, 4].map(() => desk.arrive()),
    ]);
    await handOutLeads(db(), OPEN);
    expect((await desk.owned()).map(({ id }) => id)).toEqual(early.slice(4));
    expect(await desk.waiting()).toHaveLength(4);
  });

  test('room that is made twice, by two people, is given once', async () => {
    const desk = await makeDesk(db());
    const [mine] = [await desk.arrive(), await desk.arrive()];
    const next = [await desk.arrive(), await desk.arrive()];
    const { version } = await desk.read(mine);
    await Promise.allSettled([
      moveToStatus(desk.admin, { id: mine, version, statusId: desk.lostId }),
      setContactOwner(desk.admin, { id: mine, version, ownerId: null }),
    ]);
    const given = await Promise.all([handOutLeads(db(), OPEN), handOutLeads(db(), OPEN)]);
    expect(given[0] + given[1]).toBe(1);
    expect(await desk.waiting()).toEqual(next.slice(1));
  });

  test('whoever is deactivated meanwhile gets nothing', async () => {
    const desk = await makeDesk(db(), null);
    const [lead] = [await desk.arrive(CLOSED)];
    const [leaving = 0, staying] = desk.sellers;
    const held = await heldOpen(desk.admin, (tx) =>
      deactivateMember(tx, { userId: leaving, contactsTo: null }),
    );
    const handingOut = handOutLeads(db(), OPEN);
    await untilWaiting(db());
    await held.release();
    expect(await handingOut).toBe(1);
    expect(await desk.ownerOf(lead)).toBe(staying);
  });
});

test('a workspace whose leads cannot be given keeps no other from its own', async () => {
  const [broken, fine] = [await makeDesk(db()), await makeDesk(db())];
  const lead = await fine.arrive(CLOSED);
  await broken.arrive(CLOSED);
  // Nobody's hours can be told in a time zone that is not there.
  await db().execute(`update workspaces set time_zone = 'Nowhere/Land' where id = ${broken.workspace.id}`);
  await expect(handOutLeads(db(), OPEN)).rejects.toThrow();
  expect(await fine.ownerOf(lead)).toBe(fine.sellers[0]);
});
