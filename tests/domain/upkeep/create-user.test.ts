import { expect, test } from 'vitest';
import { findUserByEmail } from '#domain/sessions/find-user.ts';
import { verifyPassword } from '#domain/sessions/password.ts';
import { createUser } from '#domain/upkeep/create-user.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
const ana = { email: ' Ana@Loja.Example ', name: 'Ana', role: 'manager' };

test('there is no workspace yet', async () => {
  expect((await refused(createUser(db(), ana), 'invalid')).fields).toEqual({ workspaceId: { code: 'gone' } });
});

test('a new person gets a password nobody chose, and an event', async () => {
  const { admin, id } = await makeWorkspace(db());
  const created = await createUser(db(), ana);
  expect(created).toMatchObject({ isNew: true, workspace: { id } });
  const account = await findUserByEmail(db(), 'ana@loja.example');
  expect(await verifyPassword(account?.passwordHash ?? null, created.password ?? '')).toBe(true);
  expect(await workspaceEventsOf(admin)).toMatchObject([
    { kind: 'member.joined', actorKind: 'system', subjectId: created.userId, after: { role: 'manager' } },
  ]);
});

test('a person who is there keeps their password, and joins once', async () => {
  const { id } = await makeWorkspace(db());
  expect((await refused(createUser(db(), ana), 'invalid')).fields).toEqual({
    workspaceId: { code: 'required' },
  });
  const again = { ...ana, workspaceId: id, password: 'another one entirely' };
  expect(await createUser(db(), again)).toMatchObject({ isNew: false, password: null });
  expect((await refused(createUser(db(), again), 'invalid')).fields).toEqual({
    email: { code: 'already_member' },
  });
});

test.each([
  [{ email: 'x' }, 'email', 'bad_email'],
  [{ email: undefined }, 'email', 'required'],
  [{ name: ' ' }, 'name', 'required'],
  [{ role: 'owner' }, 'role', 'invalid'],
  [{ role: undefined }, 'role', 'required'],
  [{ workspaceId: 999_999 }, 'workspaceId', 'gone'],
  [{ password: '12345678' }, 'password', 'password_guessable'],
])('refuses %o', async (wrong, field, code) => {
  const { id } = await makeWorkspace(db());
  const input = { ...ana, email: 'new@loja.example', workspaceId: id, ...wrong };
  expect((await refused(createUser(db(), input), 'invalid')).fields[field]?.code).toBe(code);
});
