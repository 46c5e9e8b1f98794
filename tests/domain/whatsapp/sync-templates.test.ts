import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { whatsappTemplates } from '#db/schema/whatsapp.ts';
import { connectNumber } from '#domain/whatsapp/connect.ts';
import { disconnectNumber } from '#domain/whatsapp/disconnect.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { listSendableTemplates, listTemplates } from '#domain/whatsapp/list-templates.ts';
import { syncAllTemplates, syncTemplates, syncTemplatesOf } from '#domain/whatsapp/sync-templates.ts';
import { makeWorld } from '#scripts/meta-stand-in/world.ts';
import { useDatabase } from '../../support/connect.ts';
import { numberFacts, useMeta } from '../../support/meta.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const { meta } = useMeta();
const ACCOUNT = '102290129340398';
let workspace: TestWorkspace;
let id: number;
beforeEach(async () => {
  await db().execute(sql`update whatsapp_numbers set disconnected_at = now()`);
  meta().world.templates = makeWorld().templates;
  meta().world.failures.length = 0;
  meta().calls.length = 0;
  workspace = await makeWorkspace(db());
  ({ id } = await connectNumber(workspace.admin, numberFacts()));
});
const names = async () => (await listTemplates(workspace.admin)).map(({ name }) => name);

describe('syncTemplates', () => {
  test('brings all of them, and says when', async () => {
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toEqual({ kind: 'ok', total: 6, removed: 0 });
    expect(await names()).toEqual(
      makeWorld()
        .templates.map(({ name }) => name)
        .sort(),
    );
    expect((await listNumbers(workspace.admin))[0]).toMatchObject({
      templatesSyncedAt: expect.any(Date),
      templateTotal: 6,
    });
  });

  test('what changed at Meta changes here, and what went there goes', async () => {
    await syncTemplates(workspace.admin, ACCOUNT);
    const { world } = meta();
    world.templates = world.templates
      .filter(({ name }) => name !== 'follow_up')
      .map((template) => ({ ...template, status: 'PAUSED' }));
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toEqual({ kind: 'ok', total: 5, removed: 1 });
    expect(new Set((await listTemplates(workspace.admin)).map(({ status }) => status))).toEqual(
      new Set(['PAUSED']),
    );
    expect(await names()).not.toContain('follow_up');
  });

  test('an account without templates has none', async () => {
    await syncTemplates(workspace.admin, ACCOUNT);
    meta().world.templates = [];
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toMatchObject({ total: 0, removed: 6 });
  });

  test('hundreds come by pages', async () => {
    const [template] = makeWorld().templates;
    if (!template) throw new Error('no template');
    meta().world.templates = Array.from({ length: 250 }, (_, n) => ({ ...template, name: `modelo_${n}` }));
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toMatchObject({ total: 250 });
    expect(meta().calls).toHaveLength(3);
    expect(await names()).toHaveLength(250);
  });

  test.each([
    [190, { kind: 'refused', code: 190, topic: 'access' }],
    [80_007, { kind: 'refused', code: 80_007, topic: 'busy' }],
  ])('error %i changes nothing but the number’s line', async (code, outcome) => {
    await syncTemplates(workspace.admin, ACCOUNT);
    meta().failNext(code);
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toMatchObject(outcome);
    expect(await names()).toHaveLength(6);
    expect((await listNumbers(workspace.admin))[0]?.lastError).toMatchObject({ code });
  });

  test('a page that is lost on the way takes nothing away', async () => {
    await syncTemplates(workspace.admin, ACCOUNT);
    meta().failNext('reset');
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toEqual({ kind: 'unreachable' });
    expect(await names()).toHaveLength(6);
  });

  test('many at once leave what Meta has', async () => {
    await Promise.all(Array.from({ length: 6 }, () => syncTemplates(workspace.admin, ACCOUNT)));
    expect(await names()).toHaveLength(6);
  });

  test('asks with a number whose token opens', async () => {
    await connectNumber(workspace.admin, numberFacts(3));
    await db().execute(sql`update whatsapp_numbers set token = 'v1.broken' where id = ${id}`);
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toMatchObject({ kind: 'ok' });
    await db().execute(
      sql`update whatsapp_numbers set token = 'v1.broken' where workspace_id = ${workspace.id}`,
    );
    expect(await syncTemplates(workspace.admin, ACCOUNT)).toEqual({ kind: 'no_token' });
    expect((await listNumbers(workspace.admin))[0]?.isTokenReadable).toBe(false);
  });

  test('refuses other roles, other workspaces’ accounts and numbers', async () => {
    const stranger = await makeWorkspace(db());
    await refused(syncTemplates(workspace.manager, ACCOUNT), 'forbidden');
    await refused(syncTemplates(stranger.admin, ACCOUNT), 'not_found');
    await refused(syncTemplatesOf(stranger.admin, { id }), 'not_found');
    await refused(syncTemplatesOf(workspace.sales, { id }), 'forbidden');
    expect(await syncTemplatesOf(workspace.admin, { id })).toMatchObject({ kind: 'ok' });
  });
});

describe('syncAllTemplates', () => {
  test('goes through every account, and one that fails stops no other', async () => {
    const other = await makeWorkspace(db());
    await connectNumber(other.admin, { ...numberFacts(3), accountId: '99999999' });
    expect(await syncAllTemplates(db())).toEqual({ accounts: 1, failed: 1 });
    expect(await names()).toHaveLength(6);
  });
});

describe('listSendableTemplates', () => {
  test('has what is approved and can be filled in, for those who may send', async () => {
    await syncTemplates(workspace.admin, ACCOUNT);
    await db()
      .insert(whatsappTemplates)
      .values({
        workspaceId: workspace.id,
        accountId: ACCOUNT,
        name: 'codigo',
        language: 'pt_BR',
        status: 'APPROVED',
        category: 'AUTHENTICATION',
        components: [{ type: 'BODY', text: '{{1}}' }],
      });
    const sendable = await listSendableTemplates(workspace.sales, id);
    expect(sendable.map(({ name }) => name)).toEqual([
      'boas_vindas',
      'confirmacao_visita',
      'follow_up',
      'proposta_pronta',
      'retomar_conversa',
    ]);
    expect(sendable.at(-1)?.variables).toEqual([
      { key: 'nome', where: 'body', example: 'Ana' },
      { key: 'assunto', where: 'body', example: 'o seu orçamento' },
    ]);
  });

  test('none for a number of others, or one that is gone', async () => {
    await syncTemplates(workspace.admin, ACCOUNT);
    const stranger = await makeWorkspace(db());
    expect(await listSendableTemplates(stranger.admin, id)).toEqual([]);
    await disconnectNumber(workspace.admin, { id });
    expect(await listSendableTemplates(workspace.admin, id)).toEqual([]);
    expect(await listTemplates(workspace.admin)).toEqual([]);
  });
});
