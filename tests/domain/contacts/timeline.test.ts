import { beforeEach, describe, expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { deleteContact } from '#domain/contacts/delete.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { restoreContact } from '#domain/contacts/restore.ts';
import { setContactOwner } from '#domain/contacts/set-owner.ts';
import { contactTimeline, EVENTS_PER_PAGE, type TimelineEvent } from '#domain/contacts/timeline.ts';
import { updateContact } from '#domain/contacts/update.ts';
import { recordContactEvents } from '#domain/events.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Desk, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  id = (await createContact(desk.sales, { firstName: 'Ana', phone: '11912345678', originId: desk.google }))
    .id;
});

const eventsOf = async () => (await contactTimeline(desk.admin, { id })).events;
const changesIn = (event: TimelineEvent | undefined) =>
  Object.fromEntries((event?.changes ?? []).map(({ field, from, to }) => [field, [from, to]]));

test('who did what, newest first, with names', async () => {
  const ownerId = userIdOf(desk.sales);
  await moveToStatus(desk.manager, { id, version: 1, statusId: desk.contatado });
  await setContactOwner(desk.admin, { id, version: 2, ownerId });
  await updateContact(desk.sales, { id, version: 3, company: 'Padaria', isActive: false });
  const [edited, owned, moved, created] = await eventsOf();
  expect(edited).toMatchObject({ kind: 'contact.updated', actor: { kind: 'member', name: 'Pessoa sales' } });
  expect(changesIn(edited)).toEqual({ company: [null, 'Padaria'], isActive: [true, false] });
  expect(changesIn(owned)).toEqual({ ownerId: [null, { name: 'Pessoa sales', colour: null }] });
  expect(moved).toMatchObject({
    kind: 'contact.status_changed',
    actor: { name: 'Pessoa manager' },
    isBulk: false,
  });
  expect(changesIn(moved)).toEqual({
    statusId: [
      { name: 'Novo', colour: '#3b82f6' },
      { name: 'Contatado', colour: '#f59e0b' },
    ],
  });
  expect(changesIn(created)).toMatchObject({
    statusId: [null, { name: 'Novo' }],
    originId: [null, { name: 'Google Ads' }],
    ownerId: [null, null],
    type: [null, 'lead'],
  });
  expect(created?.at).toBeInstanceOf(Date);
});

test('a status retired and an origin merged keep their names', async () => {
  await moveToStatus(desk.sales, { id, version: 1, statusId: desk.contatado });
  await retireStatus(desk.admin, { id: desk.contatado, moveContactsTo: desk.novo });
  await mergeOrigins(desk.admin, { fromId: desk.google, intoId: desk.whatsapp });
  const [merged, retired] = await eventsOf();
  expect(changesIn(merged)).toMatchObject({ originId: [{ name: 'Google Ads' }, { name: 'WhatsApp' }] });
  expect(changesIn(retired)).toMatchObject({ statusId: [{ name: 'Contatado' }, { name: 'Novo' }] });
  expect([merged?.isBulk, retired?.isBulk]).toEqual([true, true]);
});

test('it goes on after undoing a deletion, and is closed in between', async () => {
  await deleteContact(desk.admin, { id, version: 1 });
  await refused(eventsOf(), 'not_found');
  await restoreContact(desk.admin, { id });
  expect((await eventsOf()).map((event) => event.kind)).toEqual([
    'contact.restored',
    'contact.deleted',
    'contact.created',
  ]);
});

test('pages meet every event once', async () => {
  const extra = EVENTS_PER_PAGE + 5;
  await recordContactEvents(
    desk.admin,
    Array.from({ length: extra }, (_, n) => ({
      contactId: id,
      kind: 'contact.updated' as const,
      before: { company: `${n}` },
      after: { company: `${n + 1}` },
    })),
  );
  const first = await contactTimeline(desk.admin, { id });
  const second = await contactTimeline(desk.admin, { id, cursor: first.next });
  expect([first.events.length, second.events.length]).toEqual([EVENTS_PER_PAGE, 6]);
  expect(second.next).toBeNull();
  const ids = [...first.events, ...second.events].map((event) => event.id);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => b - a));
});

describe('refused', () => {
  test('another workspace’s looks like a missing one', async () => {
    const other = await makeDesk(db());
    const theirs = await refused(contactTimeline(other.admin, { id }), 'not_found');
    expect(theirs).toEqual(await refused(contactTimeline(other.admin, { id: 2 ** 52 }), 'not_found'));
  });

  test('sales staff kept to their own do not read others’', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    const facts = { firstName: 'Ana', phone: '11912345678', originId: own.whatsapp };
    const { id: theirs } = await createContact(own.admin, { ...facts, ownerId: userIdOf(own.manager) });
    await refused(contactTimeline(own.sales, { id: theirs }), 'not_found');
  });

  test.each(['x', 'bnVsbA', 'WyJ4Il0', '%00'])('the forged cursor %s', async (cursor) => {
    await refused(contactTimeline(desk.admin, { id, cursor }), 'invalid');
  });
});
