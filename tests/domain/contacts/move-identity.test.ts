import { beforeEach, expect, test } from 'vitest';
import { addIdentity } from '#domain/contacts/add-identity.ts';
import { createContact } from '#domain/contacts/create.ts';
import { mergeContacts } from '#domain/contacts/merge.ts';
import { moveIdentity } from '#domain/contacts/move-identity.ts';
import { moveIdentityToNew } from '#domain/contacts/move-identity-to-new.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { contactRow, contactTotal, type Desk, identitiesOf, makeDesk, userIdOf } from './support.ts';

const { db } = useDatabase();
let desk: Desk;
let ana: number;
let bia: number;
beforeEach(async () => {
  desk = await makeDesk(db());
  const make = async (facts: object) =>
    (await createContact(desk.admin, { originId: desk.google, ...facts })).id;
  ana = await make({
    firstName: 'Ana',
    phone: '11912345678',
    email: 'ana@exemplo.com',
    ownerId: userIdOf(desk.sales),
  });
  bia = await make({ firstName: 'Bia', email: 'bia@exemplo.com' });
});

const phone = { kind: 'phone', value: '5511912345678' };

test('it goes to another contact and becomes its main phone; each history tells its side; it comes back', async () => {
  const moved = await moveIdentity(desk.sales, { id: ana, version: 1, ...phone, toId: bia });
  expect(moved).toEqual({ id: ana, version: 2, to: { id: bia, version: 2 }, wasMain: true });
  expect(await contactRow(desk.admin, ana)).toMatchObject({ phone: null });
  expect(await contactRow(desk.admin, bia)).toMatchObject({ phone: '5511912345678' });
  const told = async (id: number) =>
    (await contactEventsOf(desk.admin, id)).find(({ kind }) => kind === 'contact.identity_moved');
  // What belongs to somebody else by now is not kept here.
  expect(await told(ana)).toMatchObject({ before: { identity: 'phone' }, after: { toId: bia } });
  expect(await told(bia)).toMatchObject({ before: { fromId: ana }, after: { phone: '5511912345678' } });
  await moveIdentity(desk.sales, { ...moved.to, ...phone, toId: ana, asMain: moved.wasMain });
  expect(await contactRow(desk.admin, ana)).toMatchObject({ phone: '5511912345678', version: 3 });
  expect(await contactRow(desk.admin, bia)).toMatchObject({ phone: null });
  expect(await verify(db())).toEqual([]);
});

test('a new contact of its own, like the one it leaves; merging takes it back', async () => {
  const input = { id: ana, version: 1, ...phone, firstName: 'Caio', lastName: 'Lima' };
  const moved = await moveIdentityToNew(desk.sales, input);
  expect(await contactRow(desk.admin, moved.to.id)).toMatchObject({
    firstName: 'Caio',
    lastName: 'Lima',
    phone: '5511912345678',
    originId: desk.google,
    ownerId: userIdOf(desk.sales),
    statusId: desk.novo,
    version: moved.to.version,
  });
  expect(await verify(db())).toEqual([]);
  await mergeContacts(desk.sales, {
    intoId: ana,
    intoVersion: moved.version,
    fromId: moved.to.id,
    fromVersion: moved.to.version,
    choices: { name: 'into', phone: 'from' },
  });
  expect(await contactRow(desk.admin, ana)).toMatchObject({ firstName: 'Ana', phone: '5511912345678' });
  expect(await verify(db())).toEqual([]);
});

test('refused: the only one, to itself, what it has not, other workspaces, hostile ids', async () => {
  const email = { kind: 'email', value: 'bia@exemplo.com' };
  const only = await refused(
    moveIdentity(desk.admin, { id: bia, version: 1, ...email, toId: ana }),
    'invalid',
  );
  expect(only.fields).toEqual({ value: { code: 'last_identity' } });
  await refused(moveIdentityToNew(desk.admin, { id: bia, version: 1, ...email, firstName: 'X' }), 'invalid');
  await refused(moveIdentity(desk.admin, { id: ana, version: 1, ...phone, toId: ana }), 'invalid');
  await refused(moveIdentity(desk.admin, { id: ana, version: 1, ...email, toId: bia }), 'not_found');
  await refused(moveIdentity(desk.admin, { id: ana, version: 2, ...phone, toId: bia }), 'stale');
  const theirs = await makeDesk(db());
  const other = await createContact(theirs.admin, {
    firstName: 'X',
    email: 'x@x.com',
    originId: theirs.google,
  });
  await refused(moveIdentity(desk.admin, { id: ana, version: 1, ...phone, toId: other.id }), 'not_found');
  await refused(moveIdentity(theirs.admin, { id: ana, version: 1, ...phone, toId: other.id }), 'not_found');
  for (const toId of [-1, 'x', 2 ** 53, null, [bia], {}])
    await refused(moveIdentity(desk.admin, { id: ana, version: 1, ...phone, toId }), 'invalid');
  for (const value of ['', 'a\u0000b', '\ud800', 7])
    await refused(
      moveIdentity(desk.admin, { id: ana, version: 1, kind: 'phone', value, toId: bia }),
      'invalid',
    );
  expect(await contactTotal(desk.admin)).toBe(2);
  expect(await identitiesOf(desk.admin, ana)).toHaveLength(2);
});

test('moved both ways at once, again and again: every identity stays with one contact', async () => {
  await addIdentity(desk.admin, { id: bia, version: 1, kind: 'phone', value: '21988887777' });
  for (let round = 0; round < 5; round++) {
    const [a, b] = [await contactRow(desk.admin, ana), await contactRow(desk.admin, bia)];
    await Promise.allSettled([
      moveIdentity(desk.admin, { id: ana, version: a?.version, ...phone, toId: bia }),
      moveIdentity(desk.sales, {
        id: bia,
        version: b?.version,
        kind: 'phone',
        value: '5521988887777',
        toId: ana,
      }),
      moveIdentity(desk.manager, { id: bia, version: b?.version, ...phone, toId: ana }),
    ]);
    expect(await verify(db())).toEqual([]);
  }
  const all = [...(await identitiesOf(desk.admin, ana)), ...(await identitiesOf(desk.admin, bia))];
  expect(all.toSorted()).toEqual([
    'email ana@exemplo.com',
    'email bia@exemplo.com',
    'phone 5511912345678',
    'phone 5521988887777',
  ]);
});
