import { and, eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { origins } from '#db/schema/origins.ts';
import { createContact } from '#domain/contacts/create.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { contactEventsOf } from '../../support/workspace.ts';
import {
  contactRow,
  contactTotal,
  type Desk,
  identitiesOf,
  makeDesk,
  talliesOf,
  userIdOf,
} from './support.ts';

const { db } = useDatabase();
let desk: Desk;
beforeEach(async () => {
  desk = await makeDesk(db());
});

const ana = () => ({ firstName: 'Ana', phone: '(11) 91234-5678', originId: desk.whatsapp });

test('a new contact has the default status, its identities and one event', async () => {
  const { sales, novo, whatsapp } = desk;
  const created = await createContact(sales, {
    ...ana(),
    email: 'Ana@Exemplo.com.br',
    lastName: ' de  Souza ',
  });
  expect(created).toEqual({ id: created.id, version: 1, name: 'Ana de Souza', statusId: novo });
  expect(await contactRow(sales, created.id)).toMatchObject({
    firstName: 'Ana',
    lastName: 'de Souza',
    type: 'lead',
    phone: '5511912345678',
    email: 'Ana@Exemplo.com.br',
    isActive: true,
    ownerId: null,
    originId: whatsapp,
    search: 'ana de souza 5511912345678 ana@exemplo.com.br ',
  });
  expect(await identitiesOf(sales, created.id)).toEqual(['email ana@exemplo.com.br', 'phone 5511912345678']);
  const events = await contactEventsOf(sales, created.id);
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({
    kind: 'contact.created',
    actorKind: 'member',
    actorId: userIdOf(sales),
    after: { statusId: novo, originId: whatsapp, ownerId: null, type: 'lead' },
  });
  expect(await talliesOf(sales)).toEqual({ [novo]: 1 });
});

test('every field at once', async () => {
  const { admin, sales, contatado, google } = desk;
  const facts = {
    firstName: 'João',
    lastName: 'Peçanha',
    type: 'customer',
    phone: '+351 912 345 678',
    email: 'joao@exemplo.pt',
    company: 'Peçanha & Filhos',
    website: 'exemplo.pt/loja',
    notes: 'Linha 1\r\nLinha 2',
    isActive: false,
    ownerId: userIdOf(sales),
    statusId: contatado,
    originId: google,
  };
  const { id } = await createContact(admin, facts);
  expect(await contactRow(admin, id)).toMatchObject({
    ...facts,
    phone: '351912345678',
    website: 'https://exemplo.pt/loja',
    notes: 'Linha 1\nLinha 2',
  });
});

test('an e-mail alone is enough, and so is a phone', async () => {
  const { originId } = ana();
  await createContact(desk.admin, { firstName: 'Só e-mail', email: 'so@exemplo.com', originId });
  await createContact(desk.admin, { firstName: 'Só telefone', phone: '1133334444', originId });
  expect(await contactTotal(desk.admin)).toBe(2);
});

describe('bad input writes nothing', () => {
  const long = (length: number) => 'x'.repeat(length);
  test.each([
    ['no first name', { firstName: '' }, 'firstName', 'required'],
    ['no first name at all', { firstName: undefined }, 'firstName', 'required'],
    ['only spaces', { firstName: '  \u00a0' }, 'firstName', 'required'],
    ['a blank-looking letter', { firstName: '\u3164' }, 'firstName', 'required'],
    ['only zero-width characters', { firstName: '\u200b\u202e' }, 'firstName', 'required'],
    ['NUL', { firstName: 'a\u0000b' }, 'firstName', 'bad_characters'],
    ['a lone surrogate', { company: 'a\ud800' }, 'company', 'bad_characters'],
    ['an object for a name', { firstName: { a: 1 } }, 'firstName', 'bad_characters'],
    ['a list for a name', { lastName: ['x'] }, 'lastName', 'bad_characters'],
    ['81 characters of name', { firstName: long(81) }, 'firstName', 'too_long'],
    ['81 characters of last name', { lastName: long(81) }, 'lastName', 'too_long'],
    ['121 characters of company', { company: long(121) }, 'company', 'too_long'],
    ['10,001 characters of notes', { notes: long(10_001) }, 'notes', 'too_long'],
    ['10 MB of notes', { notes: long(10_000_000) }, 'notes', 'too_long'],
    ['neither phone nor e-mail', { phone: '' }, 'phone', 'phone_or_email'],
    ['letters for a phone', { phone: 'ligar depois' }, 'phone', 'bad_phone'],
    ['a phone without area code', { phone: '91234-5678' }, 'phone', 'bad_phone'],
    ['a number for a phone', { phone: 11912345678 }, 'phone', 'bad_characters'],
    ['a very long phone', { phone: '1'.repeat(41) }, 'phone', 'too_long'],
    ['half an e-mail', { email: 'ana@' }, 'email', 'bad_email'],
    ['two e-mails', { email: 'a@b.co, c@d.co' }, 'email', 'bad_email'],
    ['an e-mail of 255', { email: `a@${`${long(60)}.`.repeat(4)}comercial.br` }, 'email', 'too_long'],
    ['a script for a website', { website: 'javascript:alert(1)' }, 'website', 'bad_website'],
    ['a password in a website', { website: 'https://a:b@exemplo.com' }, 'website', 'bad_website'],
    ['an unknown type', { type: 'robot' }, 'type', 'invalid'],
    ['active as a word', { isActive: 'yes' }, 'isActive', 'invalid'],
    ['no origin', { originId: undefined }, 'originId', 'required'],
    ['an empty origin', { originId: '' }, 'originId', 'required'],
    ['origin -1', { originId: -1 }, 'originId', 'invalid_id'],
    ['origin 1e309', { originId: Number.POSITIVE_INFINITY }, 'originId', 'invalid_id'],
    ['origin 2^53+1', { originId: '9007199254740993' }, 'originId', 'invalid_id'],
    ['origin ../../etc/passwd', { originId: '../../etc/passwd' }, 'originId', 'invalid_id'],
    ['an origin that is not', { originId: 2 ** 52 }, 'originId', 'gone'],
    ['a status that is not', { statusId: 2 ** 52 }, 'statusId', 'gone'],
    ['an owner that is not', { ownerId: 2 ** 52 }, 'ownerId', 'gone'],
    ['NaN for an owner', { ownerId: Number.NaN }, 'ownerId', 'invalid_id'],
  ])('%s', async (_what, part, field, code) => {
    const error = await refused(createContact(desk.admin, { ...ana(), ...part }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await contactTotal(desk.admin)).toBe(0);
    expect(await talliesOf(desk.admin)).toEqual({});
  });

  test('all problems are told at once', async () => {
    const error = await refused(createContact(desk.admin, {}), 'invalid');
    expect(Object.keys(error.fields).sort()).toEqual(['firstName', 'originId', 'phone']);
  });

  test.each([null, undefined, 'text', 7, [], [[]]])('input %j', async (input) => {
    await refused(createContact(desk.admin, input), 'invalid');
  });
});

test.each([
  '<script>alert(1)</script>',
  '"><img onerror=x>',
  '{{7*7}}',
  "Robert'); DROP TABLE contacts",
  '=1+1',
])('stored as it is: %s', async (firstName) => {
  const created = await createContact(desk.admin, {
    ...ana(),
    firstName,
    company: firstName,
    notes: firstName,
  });
  expect(await contactRow(desk.admin, created.id)).toMatchObject({
    firstName,
    company: firstName,
    notes: firstName,
  });
});

test('direction marks are stripped from names', async () => {
  const { name } = await createContact(desk.admin, { ...ana(), firstName: 'An\u202ea\u200b' });
  expect(name).toBe('Ana');
});

test('nothing but what the form has can be set', async () => {
  const other = await makeDesk(db());
  const { id } = await createContact(desk.admin, {
    ...ana(),
    id: 999_999,
    workspaceId: other.id,
    version: 9,
    createdAt: '2001-01-01',
    search: 'x',
    role: 'admin',
    ...JSON.parse('{"__proto__":{"isActive":false}}'),
  });
  expect(await contactRow(desk.admin, id)).toMatchObject({ version: 1, isActive: true });
  expect(id).not.toBe(999_999);
  expect(await contactTotal(other.admin)).toBe(0);
});

describe('what it points at must be there', () => {
  test('an archived origin, a merged one, another workspace’s', async () => {
    const other = await makeDesk(db());
    await db().update(origins).set({ archivedAt: new Date() }).where(eq(origins.id, desk.google));
    for (const originId of [desk.google, other.whatsapp]) {
      const error = await refused(createContact(desk.admin, { ...ana(), originId }), 'invalid');
      expect(error.fields).toEqual({ originId: { code: 'gone' } });
    }
  });

  test('another workspace’s status and member; a member who left', async () => {
    const other = await makeDesk(db());
    const facts = { ...ana(), statusId: other.novo, ownerId: userIdOf(other.sales) };
    const error = await refused(createContact(desk.admin, facts), 'invalid');
    expect(error.fields).toEqual({ statusId: { code: 'gone' }, ownerId: { code: 'gone' } });
    const left = userIdOf(desk.sales);
    await db()
      .update(memberships)
      .set({ deactivatedAt: new Date() })
      .where(and(eq(memberships.workspaceId, desk.id), eq(memberships.userId, left)));
    await refused(createContact(desk.admin, { ...ana(), ownerId: left }), 'invalid');
  });
});

describe('one person, one contact', () => {
  let first: number;
  beforeEach(async () => {
    first = (await createContact(desk.admin, { ...ana(), email: 'ana@exemplo.com' })).id;
  });

  test.each(['+55 (11) 91234-5678', '5511912345678', '551112345678', '11 1234-5678', '011 91234 5678'])(
    'the phone %s is hers',
    async (phone) => {
      const error = await refused(
        createContact(desk.admin, { ...ana(), firstName: 'Outra', phone }),
        'duplicate',
      );
      expect(error.fields).toEqual({ phone: { code: 'taken_by', params: { name: 'Ana' } } });
      expect(error.details).toEqual({
        duplicates: [{ field: 'phone', contact: { id: first, name: 'Ana' }, ownerName: null }],
      });
    },
  );

  test('so is the e-mail in any case', async () => {
    const facts = { firstName: 'Outra', email: 'ANA@exemplo.COM', originId: desk.whatsapp };
    const error = await refused(createContact(desk.admin, facts), 'duplicate');
    expect(Object.keys(error.fields)).toEqual(['email']);
  });

  test('a landline never gains a nine', async () => {
    await createContact(desk.admin, { ...ana(), phone: '1133334444' });
    await createContact(desk.admin, { ...ana(), phone: '11933334444' });
  });

  test('another workspace may know her too', async () => {
    const other = await makeDesk(db());
    await createContact(other.admin, { ...ana(), originId: other.whatsapp });
  });

  test('who may not see the other contact learns whose it is, not who', async () => {
    const own = await makeDesk(db(), { salesScope: 'own' });
    const ownerId = userIdOf(own.manager);
    await createContact(own.admin, { ...ana(), originId: own.whatsapp, ownerId });
    const error = await refused(createContact(own.sales, { ...ana(), originId: own.whatsapp }), 'duplicate');
    expect(error.fields.phone).toEqual({ code: 'taken_by_contact_of', params: { owner: 'Pessoa manager' } });
    expect(JSON.stringify(error.details)).not.toContain('Ana');
  });
});

describe('races', () => {
  test('32 at once with two spellings of one phone make one', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 32 }, (_, index) =>
        createContact(desk.admin, { ...ana(), phone: index % 2 ? '11912345678' : '1112345678' }),
      ),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const codes = tries.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['duplicate']));
    expect(await contactTotal(desk.admin)).toBe(1);
  });

  test('16 at once with one e-mail and different phones make one, and each loser is told who has it', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 16 }, (_, index) =>
        createContact(desk.admin, { ...ana(), phone: `119${10000000 + index}`, email: 'Ana@exemplo.com' }),
      ),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason.fields.email.code).toBe('taken_by');
    }
    expect(await contactTotal(desk.admin)).toBe(1);
  });
});

describe('who may', () => {
  let own: Desk;
  beforeAll(async () => {
    own = await makeDesk(db(), { salesScope: 'own' });
  });
  test.each(['admin', 'manager', 'sales'] as const)('%s', async (role) => {
    const phone = { admin: '11911111111', manager: '11922222222', sales: '11933333333' }[role];
    await createContact(own[role], { firstName: role, phone, originId: own.whatsapp });
  });
});
