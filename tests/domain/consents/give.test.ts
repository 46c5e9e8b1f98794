import { beforeAll, describe, expect, test } from 'vitest';
import { giveConsent } from '#domain/consents/give.ts';
import { listConsents } from '#domain/consents/list.ts';
import { revokeConsent } from '#domain/consents/revoke.ts';
import { eraseContact } from '#domain/privacy/erase.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import { type Desk, makeDesk, userIdOf } from '../contacts/support.ts';

const { db } = useDatabase();
let desk: Desk;
let id: number;

beforeAll(async () => {
  desk = await makeDesk(db());
  id = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
});

const facts = {
  purpose: 'marketing',
  wording: 'Aceito receber ofertas.\nPosso sair quando quiser.',
  source: 'whatsapp',
};

test('a consent is written down with its words, its source and its event', async () => {
  const { consentId } = await giveConsent(desk.sales, { id, ...facts, givenAt: '2026-01-15T09:30' });
  const [consent] = await listConsents(desk.sales, { id });
  expect(consent).toMatchObject({ id: consentId, ...facts, recordedBy: 'Pessoa sales', revokedAt: null });
  // 09:30 in São Paulo.
  expect(consent?.givenAt.toISOString()).toBe('2026-01-15T12:30:00.000Z');
  expect((await contactEventsOf(desk.admin, id)).at(-1)).toMatchObject({
    kind: 'contact.consent_given',
    actorId: userIdOf(desk.sales),
    after: { consentId, purpose: 'marketing', source: 'whatsapp' },
  });
});

test('own words for purpose and source; without a time it is now', async () => {
  await giveConsent(desk.sales, {
    id,
    ...facts,
    purpose: 'Convite para a inauguração',
    source: 'Feira',
    givenAt: '',
  });
  const [consent] = await listConsents(desk.sales, { id });
  expect(consent).toMatchObject({ purpose: 'Convite para a inauguração', source: 'Feira' });
  expect(Math.abs(Date.now() - (consent?.givenAt.getTime() ?? 0))).toBeLessThan(60_000);
});

test('a consent that is taken back stays, with who wrote that down and why', async () => {
  const { consentId } = await giveConsent(desk.admin, { id, ...facts });
  const input = { id, consentId, reason: 'Pediu por telefone' };
  await revokeConsent(desk.sales, input);
  // Twice, and by somebody else: nothing changes.
  await revokeConsent(desk.admin, { ...input, reason: 'Outra' });
  const [consent] = await listConsents(desk.admin, { id });
  expect(consent).toMatchObject({
    id: consentId,
    revokedBy: 'Pessoa sales',
    revocation: 'Pediu por telefone',
  });
  expect(consent?.revokedAt).toBeInstanceOf(Date);
  const events = (await contactEventsOf(desk.admin, id)).filter(
    ({ kind }) => kind === 'contact.consent_revoked',
  );
  expect(events).toMatchObject([
    {
      before: { consentId, purpose: 'marketing' },
      after: { reason: 'Pediu por telefone' },
      actorId: userIdOf(desk.sales),
    },
  ]);
});

describe('refused', () => {
  test.each<[object, string, string]>([
    [{ purpose: ' ' }, 'purpose', 'required'],
    [{ wording: '\u3164' }, 'wording', 'required'],
    [{ wording: 'a\0' }, 'wording', 'bad_characters'],
    [{ wording: 'x'.repeat(4001) }, 'wording', 'too_long'],
    [{ source: undefined }, 'source', 'required'],
    [{ givenAt: '2026-02-31T10:00' }, 'givenAt', 'invalid'],
    [{ givenAt: 12 }, 'givenAt', 'invalid'],
    [{ givenAt: '2199-01-01T10:00' }, 'givenAt', 'in_future'],
  ])('%j', async (part, field, code) => {
    const error = await refused(giveConsent(desk.admin, { id, ...facts, ...part }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });

  test('revoking without a reason', async () => {
    const { consentId } = await giveConsent(desk.admin, { id, ...facts });
    const error = await refused(revokeConsent(desk.admin, { id, consentId, reason: '' }), 'invalid');
    expect(error.fields.reason?.code).toBe('required');
  });

  test('another workspace’s, a missing, and another contact’s consent', async () => {
    const { consentId } = await giveConsent(desk.admin, { id, ...facts });
    const theirs = await makeDesk(db());
    const other = await makeContact(desk.admin, { statusId: desk.novo, originId: desk.whatsapp });
    const reason = 'x';
    await refused(giveConsent(theirs.admin, { id, ...facts }), 'not_found');
    await refused(listConsents(theirs.admin, { id }), 'not_found');
    await refused(revokeConsent(theirs.admin, { id, consentId, reason }), 'not_found');
    await refused(revokeConsent(desk.admin, { id: other, consentId, reason }), 'not_found');
    await refused(revokeConsent(desk.admin, { id, consentId: 999_999, reason }), 'not_found');
  });

  test('a colleague’s contact, where sales staff see only their own', async () => {
    const confined = await makeDesk(db(), { salesScope: 'own' });
    const theirs = await makeContact(confined.admin, {
      statusId: confined.novo,
      originId: confined.whatsapp,
      ownerId: userIdOf(confined.manager),
    });
    await refused(giveConsent(confined.sales, { id: theirs, ...facts }), 'not_found');
    await refused(listConsents(confined.sales, { id: theirs }), 'not_found');
  });
});

test('none outlives a contact that is being erased', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { admin } = desk;
    const gone = await makeContact(admin, {
      statusId: desk.novo,
      originId: desk.whatsapp,
      firstName: 'Vai',
      lastName: 'Embora',
    });
    await Promise.allSettled([
      giveConsent(admin, { id: gone, ...facts }),
      eraseContact(admin, { id: gone, name: 'Vai Embora' }, '.tmp/no-uploads'),
      giveConsent(admin, { id: gone, ...facts }),
    ]);
    const rows = await db().execute(`select 1 from consents where contact_id = ${gone}`);
    expect(rows).toHaveLength(0);
  }
});
