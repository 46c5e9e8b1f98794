import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { users } from '#db/schema/users.ts';
import { acceptInvitation } from '#domain/members/accept-invitation.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { findInvitation } from '#domain/members/find-invitation.ts';
import { inviteMember } from '#domain/members/invite.ts';
import { listInvitations } from '#domain/members/list-invitations.ts';
import { revokeInvitation } from '#domain/members/revoke-invitation.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { signIn } from '#domain/sessions/sign-in.ts';
import { givePassword, membershipOf, PASSWORD, userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace, workspaceEventsOf } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let other: TestWorkspace;
let email: string;
let made = 0;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  other = await makeWorkspace(db());
  email = `convidado-${++made}@test.local`;
});

const newcomer = { name: 'Bia Nunes', password: 'girafa-de-papel' };
const accept = (token: unknown, form: unknown = newcomer, signedInUserId: number | null = null, now?: Date) =>
  acceptInvitation(db(), { token, form, signedInUserId, address: null }, now);
const days = (n: number) => new Date(Date.now() + n * 86_400_000);

describe('inviteMember', () => {
  test('gives a secret once, keeps its hash, and records who was invited', async () => {
    const invited = await inviteMember(workspace.admin, {
      email: ` ${email.toUpperCase()}`,
      role: 'manager',
    });
    expect(invited).toMatchObject({ email });
    expect(invited.token).toMatch(/^[\w-]{43}$/);
    expect(await listInvitations(workspace.admin)).toMatchObject([
      { id: invited.id, email, role: 'manager', isExpired: false },
    ]);
    expect(JSON.stringify(await listInvitations(workspace.admin))).not.toContain(invited.token);
    expect(await workspaceEventsOf(workspace.admin)).toMatchObject([
      { kind: 'member.invited', subjectId: invited.id, after: { email, role: 'manager' } },
    ]);
  });

  test('a second invitation to the same address replaces the first', async () => {
    const first = await inviteMember(workspace.admin, { email, role: 'sales' });
    const second = await inviteMember(workspace.admin, { email, role: 'manager' });
    expect(await findInvitation(db(), first.token)).toBeNull();
    expect(await findInvitation(db(), second.token)).toMatchObject({ role: 'manager' });
    const kinds = (await workspaceEventsOf(workspace.admin)).map((event) => event.kind);
    expect(kinds).toEqual(['member.invited', 'member.invitation_revoked', 'member.invited']);
  });

  test('an address that is in the team already is told so', async () => {
    const [sales] = await db()
      .select()
      .from(users)
      .where(eq(users.id, userIdOf(workspace.sales)));
    const again = () => inviteMember(workspace.admin, { email: sales?.email, role: 'sales' });
    expect((await refused(again(), 'invalid')).fields).toEqual({ email: { code: 'already_member' } });
    await deactivateMember(workspace.admin, { userId: userIdOf(workspace.sales) });
    expect((await refused(again(), 'invalid')).fields).toEqual({ email: { code: 'member_deactivated' } });
  });

  test.each([
    [{ role: 'sales' }, 'email', 'required'],
    [{ email: 'ana', role: 'sales' }, 'email', 'bad_email'],
    [{ email: 'a@b.co\u0000', role: 'sales' }, 'email', 'bad_email'],
    [{ email: 'a@b.co', role: 'owner' }, 'role', 'invalid'],
    [{ email: 'a@b.co' }, 'role', 'invalid'],
  ])('refuses %j at %s', async (input, field, code) => {
    const error = await refused(inviteMember(workspace.admin, input), 'invalid');
    expect(error.fields[field]).toEqual({ code });
  });

  test('is for admins', async () => {
    await refused(inviteMember(workspace.manager, { email, role: 'sales' }), 'forbidden');
    await refused(inviteMember(workspace.sales, { email, role: 'sales' }), 'forbidden');
    await refused(listInvitations(workspace.manager), 'forbidden');
  });
});

describe('acceptInvitation', () => {
  test('a newcomer gets an account, a place, a session, and can sign in', async () => {
    const { token, id } = await inviteMember(workspace.admin, { email, role: 'manager' });
    const joined = await accept(token);
    if (!joined.ok) throw new Error(joined.reason);
    const session = await resolveSession(db(), joined.sessionToken);
    expect(session?.person).toMatchObject({ name: 'Bia Nunes', email, role: 'manager' });
    expect(session?.ctx.workspace.id).toBe(workspace.id);
    expect((await workspaceEventsOf(workspace.admin)).at(-1)).toMatchObject({
      kind: 'member.joined',
      actorId: session?.person.userId,
      after: { role: 'manager', invitationId: id },
    });
    expect(await signIn(db(), { email, password: newcomer.password, address: null })).toMatchObject({
      ok: true,
    });
    expect(await listInvitations(workspace.admin)).toEqual([]);
  });

  test('works once', async () => {
    const { token } = await inviteMember(workspace.admin, { email, role: 'sales' });
    expect(await accept(token)).toMatchObject({ ok: true });
    expect(await accept(token)).toEqual({ ok: false, reason: 'gone' });
  });

  test('ten at once make one account and one place', async () => {
    const { token } = await inviteMember(workspace.admin, { email, role: 'sales' });
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => accept(token)));
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await db().$count(users, eq(users.email, email))).toBe(1);
  });

  test('one newcomer through two workspaces’ links at once: one account, two places', async () => {
    const one = await inviteMember(workspace.admin, { email, role: 'sales' });
    const two = await inviteMember(other.admin, { email, role: 'manager' });
    const outcomes = await Promise.all([accept(one.token), accept(two.token)]);
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
    expect(await db().$count(users, eq(users.email, email))).toBe(1);
  });

  test('after 7 days, after being revoked, or made up: gone', async () => {
    const { token, id } = await inviteMember(workspace.admin, { email, role: 'sales' });
    expect(await accept(token, newcomer, null, days(7.01))).toEqual({ ok: false, reason: 'gone' });
    expect(await listInvitations(workspace.admin, days(7.01))).toMatchObject([{ isExpired: true }]);
    await revokeInvitation(workspace.admin, { id });
    expect(await accept(token)).toEqual({ ok: false, reason: 'gone' });
    for (const nonsense of ['', 'x', 'x'.repeat(5000), null, { a: 1 }, ['a']]) {
      expect(await accept(nonsense)).toEqual({ ok: false, reason: 'gone' });
    }
    expect(await db().$count(users, eq(users.email, email))).toBe(0);
  });

  test.each([
    [{ name: '', password: 'girafa-de-papel' }, 'name', 'required'],
    [{ name: 'ㅤ', password: 'girafa-de-papel' }, 'name', 'required'],
    [{ name: 'Bia' }, 'password', 'required'],
    [{ name: 'Bia', password: 'curta' }, 'password', 'password_too_short'],
    [{ name: 'Bia', password: 'aaaaaaaaaa' }, 'password', 'password_guessable'],
    [{ name: 'Bia', password: '123456789' }, 'password', 'password_guessable'],
    [null, 'form', 'invalid'],
  ])('refuses %j at %s, and the link lives on', async (form, field, code) => {
    const { token } = await inviteMember(workspace.admin, { email, role: 'sales' });
    const error = await refused(accept(token, form), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await findInvitation(db(), token)).not.toBeNull();
  });

  test('somebody who has an account joins with its password', async () => {
    const theirs = await givePassword(other.sales);
    const { token } = await inviteMember(workspace.admin, { email: theirs, role: 'manager' });
    expect(await accept(token, { name: 'X', password: 'girafa-de-papel' })).toEqual({
      ok: false,
      reason: 'refused',
    });
    const joined = await accept(token, { password: PASSWORD });
    if (!joined.ok) throw new Error(joined.reason);
    const session = await resolveSession(db(), joined.sessionToken);
    expect(session?.ctx.workspace.id).toBe(workspace.id);
    expect(session?.person.userId).toBe(userIdOf(other.sales));
    expect((await membershipOf(db(), other.id, userIdOf(other.sales)))?.role).toBe('sales');
  });

  test('or without it, if they are signed in; a stranger who is signed in is not them', async () => {
    const theirs = await givePassword(other.sales);
    const { token } = await inviteMember(workspace.admin, { email: theirs, role: 'sales' });
    expect(await accept(token, {}, userIdOf(other.admin))).toEqual({ ok: false, reason: 'refused' });
    expect(await accept(token, {}, userIdOf(other.sales))).toMatchObject({ ok: true });
  });

  test('guessing at the account behind an invitation is limited', async () => {
    const theirs = await givePassword(other.sales);
    const { token } = await inviteMember(workspace.admin, { email: theirs, role: 'sales' });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) => accept(token, { password: `tentativa-${n}` })),
    );
    const tried = outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'refused');
    expect(tried).toHaveLength(5);
  });
});

describe('revokeInvitation', () => {
  test('is recorded, and for admins of that workspace', async () => {
    const { id } = await inviteMember(workspace.admin, { email, role: 'sales' });
    await refused(revokeInvitation(workspace.manager, { id }), 'forbidden');
    await refused(revokeInvitation(other.admin, { id }), 'not_found');
    await refused(revokeInvitation(workspace.admin, { id: 987_654_321 }), 'not_found');
    await revokeInvitation(workspace.admin, { id });
    await refused(revokeInvitation(workspace.admin, { id }), 'not_found');
    const events = await workspaceEventsOf(workspace.admin);
    expect(events.filter((event) => event.kind === 'member.invitation_revoked')).toMatchObject([
      { subjectId: id, before: { email } },
    ]);
  });
});

test('an invitation to another workspace opens only that one', async () => {
  const { token } = await inviteMember(other.admin, { email, role: 'admin' });
  const joined = await accept(token);
  if (!joined.ok) throw new Error(joined.reason);
  const session = await resolveSession(db(), joined.sessionToken);
  const userId = session?.person.userId ?? 0;
  expect(await membershipOf(db(), other.id, userId)).toMatchObject({ role: 'admin' });
  expect(await membershipOf(db(), workspace.id, userId)).toBeUndefined();
});
