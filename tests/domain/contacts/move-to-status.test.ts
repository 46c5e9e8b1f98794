import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { openRaw } from '#db/client.ts';
import { statuses } from '#db/schema/statuses.ts';
import { createContact } from '#domain/contacts/create.ts';
import { type MoveConflict, moveToStatus } from '#domain/contacts/move-to-status.ts';
import { LIVE_CHANNEL } from '#domain/events.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, type Desk, makeDesk, talliesOf, userIdOf } from './support.ts';

const { db, url } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  id = (await createContact(desk.admin, { firstName: 'Ana', phone: '11912345678', originId: desk.whatsapp }))
    .id;
});

test('a move: status, clock, activity, tallies and one event', async () => {
  const before = await contactRow(desk.admin, id);
  const moved = await moveToStatus(desk.sales, { id, version: 1, statusId: desk.contatado });
  const row = await contactRow(desk.admin, id);
  expect(moved).toEqual({
    id,
    version: 2,
    statusId: desk.contatado,
    statusSince: row?.statusSince,
    lastActivityAt: row?.lastActivityAt,
  });
  expect(row?.statusSince.getTime()).toBeGreaterThan(before?.statusSince.getTime() ?? 0);
  const events = (await contactEventsOf(desk.admin, id)).slice(1);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    kind: 'contact.status_changed',
    actorKind: 'member',
    actorId: userIdOf(desk.sales),
    before: { statusId: desk.novo },
    after: { statusId: desk.contatado },
  });
  const since = (events[0]?.before as { statusSince?: string } | null)?.statusSince;
  expect(new Date(since ?? 0)).toEqual(before?.statusSince);
  expect(await talliesOf(desk.admin)).toEqual({ [desk.novo]: 0, [desk.contatado]: 1 });
});

test('open windows are told after it', async () => {
  const sql = openRaw(url());
  const heard: string[] = [];
  await sql.listen(LIVE_CHANNEL, (payload) => heard.push(payload));
  await moveToStatus(desk.sales, { id, version: 1, statusId: desk.contatado });
  await expect
    .poll(() => heard.map((one) => JSON.parse(one)))
    .toContainEqual({
      workspaceId: desk.id,
      subject: 'contacts',
      ids: [id],
    });
  await sql.end();
});

test('to where it already stands: nothing is written, whatever the version', async () => {
  const { version, statusId } = await moveToStatus(desk.admin, { id, version: 7, statusId: desk.novo });
  expect({ version, statusId }).toEqual({ version: 1, statusId: desk.novo });
  expect(await contactEventsOf(desk.admin, id)).toHaveLength(1);
});

test('moving back undoes it', async () => {
  const there = await moveToStatus(desk.admin, { id, version: 1, statusId: desk.contatado });
  const back = await moveToStatus(desk.admin, { id, version: there.version, statusId: desk.novo });
  expect(back).toMatchObject({ version: 3, statusId: desk.novo });
});

describe('two people move one card', () => {
  test('the loser is told where it is, and by whom', async () => {
    const fechado = await desk.addStatus('Fechado');
    await moveToStatus(desk.sales, { id, version: 1, statusId: desk.contatado });
    const error = await refused(moveToStatus(desk.manager, { id, version: 1, statusId: fechado }), 'stale');
    const { current } = error.details as MoveConflict;
    expect(current).toMatchObject({
      statusId: desk.contatado,
      statusName: 'Contatado',
      version: 2,
      movedBy: 'Pessoa sales',
    });
    expect(current.at).toBeInstanceOf(Date);
  });

  test('of 32 at once one is accepted, and that one took effect', async () => {
    const targets = await Promise.all(Array.from({ length: 32 }, (_, n) => desk.addStatus(`S${n}`)));
    const tries = await Promise.allSettled(
      targets.map((statusId) => moveToStatus(desk.admin, { id, version: 1, statusId })),
    );
    const won = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(won).toHaveLength(1);
    for (const one of tries) if (one.status === 'rejected') expect(one.reason.code).toBe('stale');
    expect(await contactRow(desk.admin, id)).toMatchObject({ statusId: won[0]?.statusId, version: 2 });
    expect(await contactEventsOf(desk.admin, id)).toHaveLength(2);
    const tallies = Object.entries(await talliesOf(desk.admin)).filter(([, total]) => total !== 0);
    expect(tallies).toEqual([[String(won[0]?.statusId), 1]]);
  });

  test('a status retired at the same moment never keeps a card', async () => {
    for (let round = 0; round < 10; round++) {
      const going = await desk.addStatus(`Some ${round}`);
      const { version } = (await contactRow(desk.admin, id)) ?? { version: 0 };
      await Promise.allSettled([
        moveToStatus(desk.sales, { id, version, statusId: going }),
        retireStatus(desk.admin, { id: going, moveContactsTo: desk.novo }),
      ]);
      const row = await contactRow(desk.admin, id);
      const [status] = await db()
        .select()
        .from(statuses)
        .where(eq(statuses.id, row?.statusId ?? 0));
      expect(status?.retiredAt).toBeNull();
    }
  });
});

describe('refused', () => {
  test('a status that is gone, and another workspace’s', async () => {
    const other = await makeDesk(db());
    await retireStatus(desk.admin, { id: desk.contatado });
    for (const statusId of [desk.contatado, other.novo, 2 ** 52]) {
      const error = await refused(moveToStatus(desk.admin, { id, version: 1, statusId }), 'invalid');
      expect(error.fields).toEqual({ statusId: { code: 'gone' } });
    }
    expect(await contactRow(desk.admin, id)).toMatchObject({ statusId: desk.novo, version: 1 });
  });

  test('another workspace’s contact looks like a missing one', async () => {
    const other = await makeDesk(db());
    const theirs = await refused(
      moveToStatus(other.admin, { id, version: 1, statusId: other.novo }),
      'not_found',
    );
    const missing = await refused(
      moveToStatus(other.admin, { id: 2 ** 52, version: 1, statusId: other.novo }),
      'not_found',
    );
    expect(theirs).toEqual(missing);
  });

  test('sales staff kept to their own do not reach others’', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    const facts = { firstName: 'Ana', phone: '11912345678', originId: own.whatsapp };
    const { id: theirs } = await createContact(own.admin, { ...facts, ownerId: userIdOf(own.manager) });
    await refused(moveToStatus(own.sales, { id: theirs, version: 1, statusId: own.contatado }), 'not_found');
  });

  test.each([
    [{ version: 1 }],
    [{ id: 'x', version: 1, statusId: 1 }],
    [{ id: 1, version: 2 ** 31, statusId: 1 }],
    [{ id: 1, version: 1.5, statusId: 1 }],
    [{ id: 1, version: 1, statusId: [1] }],
    [null],
  ])('input %j', async (input) => {
    await refused(moveToStatus(desk.admin, input), 'invalid');
  });
});
