import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { changePassword } from '#domain/members/change-password.ts';
import { passwordProblem } from '#domain/members/password-rules.ts';
import { updateProfile } from '#domain/members/update-profile.ts';
import { openSession } from '#domain/sessions/open.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { signIn } from '#domain/sessions/sign-in.ts';
import { givePassword, PASSWORD, userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let userId: number;
let email: string;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  userId = userIdOf(workspace.sales);
  email = await givePassword(workspace.sales);
});

const NEW = 'girafa-de-papel';

describe('updateProfile', () => {
  test('changes name, language and theme, and records the name', async () => {
    await updateProfile(workspace.sales, { name: '  Ana  Souza ', locale: 'es', theme: 'dark' });
    const token = await openSession(db(), { userId, workspaceId: workspace.id });
    expect((await resolveSession(db(), token))?.person).toMatchObject({
      name: 'Ana Souza',
      locale: 'es',
      theme: 'dark',
    });
    await updateProfile(workspace.sales, { name: 'Ana', locale: 'es', theme: 'dark' });
    await updateProfile(workspace.sales, { name: 'Ana', locale: 'en', theme: 'light' });
    const events = await workspaceEventsOf(workspace.sales);
    expect(events).toHaveLength(2);
    expect(events[0]).toMatchObject({
      kind: 'member.profile_updated',
      subjectId: userId,
      before: { name: 'Pessoa sales' },
      after: { name: 'Ana Souza' },
    });
    expect(events[1]).toMatchObject({ before: { name: 'Ana Souza' }, after: { name: 'Ana' } });
  });

  test('without a language of their own, a person reads the workspace’s', async () => {
    await updateProfile(workspace.sales, { name: 'Ana', locale: 'en', theme: 'system' });
    await updateProfile(workspace.sales, { name: 'Ana', locale: null, theme: 'system' });
    const token = await openSession(db(), { userId, workspaceId: workspace.id });
    expect((await resolveSession(db(), token))?.person.locale).toBe('pt-BR');
  });

  test('sets nothing that it does not name', async () => {
    const forged = { id: 1, userId: 1, role: 'admin', workspaceId: 1, email: 'x@y.z', passwordHash: 'x' };
    await updateProfile(workspace.sales, { name: 'Ana', locale: null, theme: 'system', ...forged });
    const [user] = await db().select().from(users).where(eq(users.id, userId));
    expect(user).toMatchObject({ email, id: userId });
    const rows = await db().select().from(memberships).where(eq(memberships.userId, userId));
    expect(rows).toMatchObject([{ role: 'sales', workspaceId: workspace.id }]);
  });

  test.each([
    [{ name: '', locale: null, theme: 'system' }, 'name', 'required'],
    [{ name: 'a\u0000', locale: null, theme: 'system' }, 'name', 'bad_characters'],
    [{ name: 'a'.repeat(81), locale: null, theme: 'system' }, 'name', 'too_long'],
    [{ name: 'Ana', locale: 'fr', theme: 'system' }, 'locale', 'invalid'],
    [{ name: 'Ana', locale: null, theme: 'sepia' }, 'theme', 'invalid'],
    [{ name: 'Ana', theme: 'system' }, 'locale', 'invalid'],
  ])('refuses %j at %s', async (input, field, code) => {
    const error = await refused(updateProfile(workspace.sales, input), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });
});

describe('changePassword', () => {
  test('ends every session, in every workspace, and opens a new one', async () => {
    const other = await makeWorkspace(db());
    await db().insert(memberships).values({ workspaceId: other.id, userId, role: 'sales' });
    const tokens = [
      await openSession(db(), { userId, workspaceId: workspace.id }),
      await openSession(db(), { userId, workspaceId: other.id }),
    ];
    const colleague = await openSession(db(), {
      userId: userIdOf(workspace.admin),
      workspaceId: workspace.id,
    });
    const { sessionToken } = await changePassword(workspace.sales, {
      currentPassword: PASSWORD,
      newPassword: NEW,
    });
    for (const token of tokens) expect(await resolveSession(db(), token)).toBeNull();
    expect(await resolveSession(db(), colleague)).not.toBeNull();
    expect((await resolveSession(db(), sessionToken))?.ctx.workspace.id).toBe(workspace.id);
    expect(await signIn(db(), { email, password: PASSWORD, address: null })).toMatchObject({ ok: false });
    expect(await signIn(db(), { email, password: NEW, address: null })).toMatchObject({ ok: true });
    const [event, ...rest] = await workspaceEventsOf(workspace.sales);
    expect(event).toMatchObject({ kind: 'member.password_changed', before: null, after: null });
    expect(rest).toEqual([]);
  });

  test('a sign-in with the old password at the same instant gets in nowhere', async () => {
    const [changed, signed] = await Promise.all([
      changePassword(workspace.sales, { currentPassword: PASSWORD, newPassword: NEW }),
      signIn(db(), { email, password: PASSWORD, address: null }),
    ]);
    if (signed.ok) expect(await resolveSession(db(), signed.token)).toBeNull();
    expect(await resolveSession(db(), changed.sessionToken)).not.toBeNull();
  });

  test('needs the current one, and cannot be used to guess it', async () => {
    const wrong = (n: number) =>
      changePassword(workspace.sales, { currentPassword: `errada-${n}`, newPassword: NEW });
    for (let n = 0; n < 5; n++) {
      const error = await refused(wrong(n), 'invalid');
      expect(error.fields).toEqual({ currentPassword: { code: 'wrong_password' } });
    }
    const error = await refused(
      changePassword(workspace.sales, { currentPassword: PASSWORD, newPassword: NEW }),
      'too_many',
    );
    expect(error.details).toMatchObject({ retryAfterSeconds: expect.any(Number) });
  });

  test.each([
    [{ newPassword: NEW }, 'currentPassword', 'required'],
    [{ currentPassword: PASSWORD }, 'newPassword', 'required'],
    [{ currentPassword: PASSWORD, newPassword: 'curta' }, 'newPassword', 'password_too_short'],
    [{ currentPassword: PASSWORD, newPassword: 'senha1234' }, 'newPassword', 'password_guessable'],
    [{ currentPassword: PASSWORD, newPassword: ['a'] }, 'newPassword', 'required'],
  ])('refuses %j at %s', async (input, field, code) => {
    const error = await refused(changePassword(workspace.sales, input), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
  });
});

test.each<[unknown, string | undefined]>([
  [undefined, 'required'],
  ['', 'required'],
  ['1234567', 'password_too_short'],
  ['👍👍👍👍', 'password_too_short'],
  ['a'.repeat(201), 'too_long'],
  ['aaaaaaaaaaaa', 'password_guessable'],
  ['abcdefghij', 'password_guessable'],
  ['9876543210', 'password_guessable'],
  ['Senha123', 'password_guessable'],
  ['ana.maria', 'password_guessable'],
  ['Ana.Maria@empresa.com', 'password_guessable'],
  ['demo-chat-bot', undefined],
  ['céu azul de maio', undefined],
  [' espaço ', undefined],
])('the password %j of ana.maria@empresa.com: %s', (password, code) => {
  expect(passwordProblem(password, 'ana.maria@empresa.com')?.code).toBe(code);
});
