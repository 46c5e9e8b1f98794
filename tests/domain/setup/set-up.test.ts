import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { connect } from '#db/client.ts';
import { setupTokens } from '#db/schema/sessions.ts';
import { users } from '#db/schema/users.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { listOrigins } from '#domain/origins/list.ts';
import { resolveSession } from '#domain/sessions/resolve.ts';
import { signIn } from '#domain/sessions/sign-in.ts';
import { prepareSetup } from '#domain/setup/prepare.ts';
import { checkReadiness } from '#domain/setup/readiness.ts';
import { setUp } from '#domain/setup/set-up.ts';
import { isSetUp, isSetupToken } from '#domain/setup/state.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';

const { db, url } = useDatabase();

const form = {
  workspaceName: 'Padaria Sol',
  name: 'Ana Souza',
  email: 'Ana@Padaria.com',
  password: 'girafa-de-papel',
  locale: 'pt-BR',
  statuses: ['new', 'in_progress', 'contacted', 'qualified', 'closed'],
  origins: ['whatsapp', 'saas'],
};

beforeEach(async () => {
  await db().execute(sql`truncate workspaces, users, setup_tokens cascade`);
});

async function token(): Promise<string> {
  const made = await prepareSetup(url());
  if (!made) throw new Error('no token');
  return made;
}

describe('setUp', () => {
  test('makes workspace, admin, statuses and origins, and signs the admin in', async () => {
    const { sessionToken } = await setUp(db(), { token: await token(), form });
    const session = await resolveSession(db(), sessionToken);
    if (!session) throw new Error('no session');
    expect(session.person).toMatchObject({ name: 'Ana Souza', email: 'ana@padaria.com', role: 'admin' });
    expect(session.ctx.workspace).toMatchObject({ name: 'Padaria Sol', locale: 'pt-BR' });
    expect(await listStatuses(session.ctx)).toMatchObject([
      { name: 'Novo', isDefault: true, kind: 'open' },
      { name: 'Em Andamento' },
      { name: 'Contatado' },
      { name: 'Qualificado' },
      { name: 'Fechado', kind: 'won' },
    ]);
    const origins = (await listOrigins(session.ctx)).map((origin) => origin.name);
    expect(origins.toSorted()).toEqual(['SaaS', 'WhatsApp']);
    const kinds = (await workspaceEventsOf(session.ctx)).map((event) => event.kind);
    expect(kinds[0]).toBe('workspace.created');
    expect(kinds.filter((kind) => kind === 'status.created')).toHaveLength(5);
    expect(
      await signIn(db(), { email: 'ana@padaria.com', password: form.password, address: null }),
    ).toMatchObject({ ok: true });
  });

  test('works once, and its links die with it', async () => {
    const [one, two] = [await token(), await token()];
    await setUp(db(), { token: one, form });
    await refused(setUp(db(), { token: one, form }), 'not_found');
    await refused(setUp(db(), { token: two, form: { ...form, email: 'b@b.co' } }), 'not_found');
    expect(await db().$count(setupTokens)).toBe(0);
    expect(await prepareSetup(url())).toBeNull();
    expect(await isSetUp(db())).toBe(true);
  });

  test('two who finish at once make one workspace', async () => {
    const made = await token();
    const tries = await Promise.allSettled([
      setUp(db(), { token: made, form }),
      setUp(db(), { token: made, form: { ...form, email: 'outra@padaria.com' } }),
    ]);
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(await db().$count(workspaces)).toBe(1);
    expect(await db().$count(users)).toBe(1);
  });

  test('the examples may be left out, but for one open status, and speak the language chosen', async () => {
    const made = await token();
    const { sessionToken } = await setUp(db(), {
      token: made,
      form: { ...form, locale: 'es', statuses: ['in_progress'], origins: [] },
    });
    const ctx = (await resolveSession(db(), sessionToken))?.ctx;
    if (!ctx) throw new Error('no session');
    expect(await listStatuses(ctx)).toMatchObject([{ name: 'En curso', isDefault: true }]);
    expect(await listOrigins(ctx)).toEqual([]);
  });

  test.each([
    [{ workspaceName: '' }, 'workspaceName', 'required'],
    [{ name: '' }, 'name', 'required'],
    [{ email: 'ana' }, 'email', 'bad_email'],
    [{ password: 'curta' }, 'password', 'password_too_short'],
    [{ locale: 'fr' }, 'locale', 'invalid'],
    [{ statuses: [] }, 'statuses', 'status_needed'],
    [{ statuses: ['closed'] }, 'statuses', 'status_needed'],
    [{ statuses: ['x'] }, 'statuses', 'invalid'],
  ])('refuses %j at %s, writes nothing, and the link lives on', async (change, field, code) => {
    const made = await token();
    const error = await refused(setUp(db(), { token: made, form: { ...form, ...change } }), 'invalid');
    expect(error.fields[field]?.code).toBe(code);
    expect(await isSetUp(db())).toBe(false);
    expect(await isSetupToken(db(), made)).toBe(true);
  });

  test.each([['nonsense'], [''], [null], [['a']], ['x'.repeat(9000)]])(
    'refuses the token %j',
    async (made) => {
      await refused(setUp(db(), { token: made, form }), 'not_found');
    },
  );
});

describe('checkReadiness', () => {
  test('ready with all migrations, else not, else away', async () => {
    expect(await checkReadiness(db())).toBe('ready');
    const away = connect('postgres://nobody:x@127.0.0.1:9/none');
    expect(await checkReadiness(away.db)).toBe('database_away');
    await away.close();
    const empty = connect(new URL('/postgres', url()).href, { max: 1 });
    expect(await checkReadiness(empty.db)).toBe('migrations_pending');
    await empty.close();
  });
});
