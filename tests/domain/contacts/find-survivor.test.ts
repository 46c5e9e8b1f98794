import { expect, test } from 'vitest';
import { createContact } from '#domain/contacts/create.ts';
import { findSurvivor } from '#domain/contacts/find-survivor.ts';
import { listIdentities } from '#domain/contacts/list-identities.ts';
import { listContactMerges } from '#domain/contacts/list-merges.ts';
import { contactTimeline } from '#domain/contacts/timeline.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { identitiesOf, makeDesk, mergeAsNow } from './support.ts';

const { db } = useDatabase();

test('three in a row, and old addresses lead to the last', async () => {
  const desk = await makeDesk(db());
  const make = (firstName: string, facts: object) =>
    createContact(desk.admin, { firstName, originId: desk.google, ...facts });
  const { id: ana } = await make('Ana', { phone: '11912345678' });
  const { id: aninha } = await make('Ana', { phone: '21988887777', email: 'ana@exemplo.com' });
  const third = await make('Nina', { email: 'n@exemplo.com' });
  await mergeAsNow(desk.sales, ana, aninha);
  await mergeAsNow(desk.sales, third.id, ana);
  expect(await findSurvivor(desk.admin, { id: aninha })).toBe(third.id);
  expect(await findSurvivor(desk.admin, { id: ana })).toBe(third.id);
  expect(await findSurvivor(desk.admin, { id: third.id })).toBeNull();
  expect(await identitiesOf(desk.admin, third.id)).toHaveLength(4);
  const merges = await listContactMerges(desk.admin, { id: third.id });
  expect(merges.map(({ fromId, isDirect }) => [fromId, isDirect])).toEqual([
    [ana, true],
    [aninha, false],
  ]);
  const known = await listIdentities(desk.admin, { id: third.id });
  expect(known.map(({ value, isMain, mergedFrom }) => [value, isMain, mergedFrom?.id ?? null])).toEqual([
    ['5521988887777', true, aninha],
    ['5511912345678', false, ana],
    ['n@exemplo.com', true, null],
    ['ana@exemplo.com', false, aninha],
  ]);
  const { events } = await contactTimeline(desk.admin, { id: third.id });
  expect(events.filter(({ kind }) => kind === 'contact.created')).toHaveLength(3);
  expect(await verify(db())).toEqual([]);
});
