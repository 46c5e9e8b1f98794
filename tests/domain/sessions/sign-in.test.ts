import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { memberships } from '#db/schema/memberships.ts';
import { sessions, signInAttempts } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { NOBODYS_HASH } from '#domain/sessions/password.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { signIn, signInVerified } from '#domain/sessions/sign-in.ts';
import { signOut } from '#domain/sessions/sign-out.ts';
import { hashToken } from '#domain/sessions/token.ts';
import { givePassword, PASSWORD, userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let email: string;
let addresses = 0;
const newAddress = () => `10.0.0.${++addresses}`;
const tokenOf = (outcome: Awaited<ReturnType<typeof signIn>>) => (outcome.ok ? outcome.token : 'none');

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  email = await givePassword(workspace.sales);
});

describe('signIn', () => {
  test.each([
    ['as it is', (it: string) => it],
    ['in capitals, with spaces around', (it: string) => ` ${it.toUpperCase()} `],
  ])('opens a session for the e-mail %s', async (_, spell) => {
    const outcome = await signIn(db(), { email: spell(email), password: PASSWORD, address: newAddress() });
    expect(outcome).toMatchObject({ ok: true, userId: userIdOf(workspace.sales) });
    const session = await resolveSession(db(), tokenOf(outcome));
    expect(session?.person).toMatchObject({ email, role: 'sales' });
    expect(session?.ctx.workspace.id).toBe(workspace.id);
  });

  test('keeps only the hash of the token', async () => {
    const token = tokenOf(await signIn(db(), { email, password: PASSWORD, address: null }));
    const rows = await db()
      .select()
      .from(sessions)
      .where(eq(sessions.userId, userIdOf(workspace.sales)));
    expect(rows.map((row) => row.tokenHash)).toEqual([hashToken(token)]);
  });

  test.each([
    ['a wrong password', () => ({ email, password: 'errada-errada' })],
    ['an unknown e-mail', () => ({ email: `ninguem-${++addresses}@test.local`, password: PASSWORD })],
    ['no e-mail at all', () => ({ email: undefined, password: PASSWORD })],
    ['an e-mail that is an object', () => ({ email: { $ne: '' }, password: PASSWORD })],
    ['a NUL in the e-mail', () => ({ email: `${email}\u0000`, password: PASSWORD })],
    ['a lone surrogate in the e-mail', () => ({ email: `\ud800${email}`, password: PASSWORD })],
    ['a password that is an array', () => ({ email, password: [PASSWORD] })],
    ['a password of a megabyte', () => ({ email, password: 'a'.repeat(1_000_000) })],
    ['an empty password', () => ({ email, password: '' })],
  ])('refuses %s, always in the same words', async (_, credentials) => {
    const outcome = await signIn(db(), { ...credentials(), address: newAddress() });
    expect(outcome).toEqual({ ok: false, reason: 'refused' });
  });

  test('refuses somebody who has no password, and somebody who is no longer active, in the same words', async () => {
    const [manager] = await db()
      .select({ email: users.email })
      .from(users)
      .where(eq(users.id, userIdOf(workspace.manager)));
    const without = await signIn(db(), { email: manager?.email, password: '', address: null });
    expect(without).toEqual({ ok: false, reason: 'refused' });
    await db()
      .update(memberships)
      .set({ deactivatedAt: new Date() })
      .where(eq(memberships.userId, userIdOf(workspace.sales)));
    expect(await signIn(db(), { email, password: PASSWORD, address: null })).toEqual({
      ok: false,
      reason: 'refused',
    });
  });

  test('takes the same hashing for somebody unknown: the stand-in has the costs of a real hash', async () => {
    const [user] = await db()
      .select({ hash: users.passwordHash })
      .from(users)
      .where(eq(users.id, userIdOf(workspace.sales)));
    const costs = (hash: string | null | undefined) => hash?.split('$').slice(0, 4);
    expect(costs(NOBODYS_HASH)).toEqual(costs(user?.hash));
    expect(costs(NOBODYS_HASH)).toEqual(['', 'argon2id', 'v=19', 'm=19456,t=2,p=1']);
  });

  test('starts where the person last worked', async () => {
    const other = await makeWorkspace(db());
    const userId = userIdOf(workspace.sales);
    await db().insert(memberships).values({ workspaceId: other.id, userId, role: 'manager' });
    const first = tokenOf(await signIn(db(), { email, password: PASSWORD, address: null }));
    expect((await resolveSession(db(), first))?.ctx.workspace.id).toBe(workspace.id);
    await db().update(sessions).set({ workspaceId: other.id }).where(eq(sessions.userId, userId));
    const second = tokenOf(await signIn(db(), { email, password: PASSWORD, address: null }));
    expect((await resolveSession(db(), second))?.ctx.workspace.id).toBe(other.id);
  });
});

describe('limits on guessing', () => {
  test('of 20 wrong passwords at once, at most 5 are tried', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        signIn(db(), { email, password: `errada-${n}`, address: newAddress() }),
      ),
    );
    const tried = outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'refused');
    expect(tried).toHaveLength(5);
    const limited = await signIn(db(), { email, password: PASSWORD, address: newAddress() });
    expect(limited).toMatchObject({ ok: false, reason: 'limited' });
    if (limited.ok || limited.reason !== 'limited') return;
    expect(limited.retryAfterSeconds).toBeGreaterThan(890);
    expect(limited.retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  test('an unknown e-mail is limited just the same', async () => {
    const unknown = `ninguem-${++addresses}@test.local`;
    const reasons: string[] = [];
    for (let n = 0; n < 6; n++) {
      const outcome = await signIn(db(), { email: unknown, password: 'x', address: newAddress() });
      reasons.push(outcome.ok ? 'ok' : outcome.reason);
    }
    expect(reasons).toEqual([...Array(5).fill('refused'), 'limited']);
  });

  test('an address has 30, whatever the e-mails', async () => {
    const address = newAddress();
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        signIn(db(), { email: `a${n}-${addresses}@test.local`, password: 'x', address }),
      ),
    );
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.reason === 'refused')).toHaveLength(30);
    expect(await signIn(db(), { email, password: PASSWORD, address })).toMatchObject({ reason: 'limited' });
    expect(await signIn(db(), { email, password: PASSWORD, address: newAddress() })).toMatchObject({
      ok: true,
    });
  });

  test('the right password clears the e-mail and does not count against the address', async () => {
    const address = newAddress();
    for (let n = 0; n < 4; n++) await signIn(db(), { email, password: 'errada', address });
    expect(await signIn(db(), { email, password: PASSWORD, address })).toMatchObject({ ok: true });
    const left = await db()
      .select()
      .from(signInAttempts)
      .where(eq(signInAttempts.subject, hashToken(`address:${address}`)));
    expect(left).toHaveLength(4);
    for (let n = 0; n < 4; n++) await signIn(db(), { email, password: 'errada', address });
    expect(await signIn(db(), { email, password: PASSWORD, address })).toMatchObject({ ok: true });
  });

  test('twenty right passwords at once all get in', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, () => signIn(db(), { email, password: PASSWORD, address: null })),
    );
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true);
  });

  test('ends after 15 minutes, and what is older is forgotten', async () => {
    const start = new Date();
    for (let n = 0; n < 5; n++) await signIn(db(), { email, password: 'errada', address: null }, start);
    const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
    expect(await signIn(db(), { email, password: PASSWORD, address: null }, later(14))).toMatchObject({
      reason: 'limited',
      retryAfterSeconds: 60,
    });
    expect(await signIn(db(), { email, password: PASSWORD, address: null }, later(15.1))).toMatchObject({
      ok: true,
    });
    const subject = hashToken(`email:${email}`);
    expect(await db().select().from(signInAttempts).where(eq(signInAttempts.subject, subject))).toEqual([]);
  });
});

describe('signInVerified', () => {
  test('opens a session for a member', async () => {
    const outcome = await signInVerified(db(), email.toUpperCase());
    expect((await resolveSession(db(), tokenOf(outcome)))?.person.email).toBe(email);
  });

  test.each([
    ['an unknown address: no account is made', 'novo@test.local'],
    ['a look-alike whose lower case is a member’s', 'ſales@test.local'],
    ['nothing', undefined],
  ])('refuses %s', async (_, address) => {
    const before = await db().$count(users);
    expect(await signInVerified(db(), address)).toEqual({ ok: false, reason: 'refused' });
    expect(await db().$count(users)).toBe(before);
  });
});

describe('signOut', () => {
  test('ends that session and no other', async () => {
    const one = tokenOf(await signIn(db(), { email, password: PASSWORD, address: null }));
    const two = tokenOf(await signIn(db(), { email, password: PASSWORD, address: null }));
    await signOut(db(), one);
    expect(await resolveSession(db(), one)).toBeNull();
    expect(await resolveSession(db(), two)).not.toBeNull();
    await signOut(db(), 'nonsense');
  });
});
