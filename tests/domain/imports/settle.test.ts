import { describe, expect, test } from 'vitest';
import { getImport } from '#domain/imports/get.ts';
import { listImportRows } from '#domain/imports/list-rows.ts';
import { listUnknownValues } from '#domain/imports/list-unknown-values.ts';
import { settleValues } from '#domain/imports/settle.ts';
import { startImport } from '#domain/imports/start.ts';
import { workOffImports } from '#domain/imports/work-off.ts';
import { listStatuses } from '#domain/statuses/list.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeImport } from '../../support/import.ts';
import { csv, makeWorkshop, plan, upload } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

async function setUp() {
  const workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Facebook');
  return { workspace, ctx: workspace.manager, originId, shop: makeWorkshop(db(), url()) };
}

describe('settling values', () => {
  test('each unknown value is asked once, with the nearest proposed, and answered in one go', async () => {
    const { ctx, shop, originId } = await setUp();
    const rows = [
      ['A', '11911110001', 'Facebok', 'Quente'],
      ['B', '11911110002', 'facebok', 'Novo'],
      ['C', '11911110003', 'Rádio', 'Quente'],
      ['D', '11911110004', 'FACEBOOK', 'Lixo'],
    ];
    const id = await upload(shop, ctx, csv(['Nome', 'Telefone', 'Origem', 'Etapa'], ...rows));
    expect(await plan(shop, ctx, id)).toMatchObject({ state: 'settling' });
    const subjects = await listUnknownValues(ctx, { id });
    expect(
      subjects.map(({ subject, unknown }) => [subject, unknown.map((one) => [one.value, one.rows])]),
    ).toEqual([
      [
        'origin',
        [
          ['Facebok', 2],
          ['Rádio', 1],
        ],
      ],
      [
        'status',
        [
          ['Quente', 2],
          ['Lixo', 1],
        ],
      ],
    ]);
    expect(subjects[0]?.unknown[0]?.proposal).toMatchObject({ id: originId, because: 'similar' });
    const settled = await settleValues(ctx, {
      id,
      answers: [
        { subject: 'origin', key: 'facebok', answer: { use: originId } },
        { subject: 'origin', key: 'radio', answer: { create: 'Rádio' } },
        { subject: 'status', key: 'quente', answer: { create: 'Quente', colour: '#ff0000' } },
        { subject: 'status', key: 'lixo', answer: 'reject' },
      ],
    });
    expect(settled.state).toBe('checking');
    await workOffImports(shop);
    await startImport(ctx, { id });
    await workOffImports(shop);
    expect(await getImport(ctx, { id })).toMatchObject({
      state: 'done',
      counts: { created: 3, rejected: 1 },
    });
    const rejected = await listImportRows(ctx, { id, outcome: 'rejected' });
    expect(rejected.rows).toMatchObject([{ reason: 'value_rejected', column: 4 }]);
    expect((await listStatuses(ctx)).map(({ name }) => name)).toEqual(['Novo', 'Quente']);
  });

  test('thousands of different values are not asked about one by one', async () => {
    const { ctx, shop } = await setUp();
    const rows = Array.from({ length: 600 }, (_, index) => [
      `P${index}`,
      `119${10000000 + index}`,
      `Canal ${index} x`,
    ]);
    const id = await upload(shop, ctx, csv(['Nome', 'Telefone', 'Origem'], ...rows));
    await plan(shop, ctx, id);
    const [origins] = await listUnknownValues(ctx, { id });
    expect(origins).toMatchObject({ tooMany: 100, unknown: { length: 500 } });
  });

  test('is refused to sales, elsewhere, and while the worker has the import', async () => {
    const { ctx, workspace } = await setUp();
    const input = async (state: 'settling' | 'running') => ({
      id: await makeImport(ctx, { state }),
      answers: [],
    });
    await refused(settleValues(workspace.sales, await input('settling')), 'forbidden');
    await refused(settleValues(ctx, await input('running')), 'in_use');
    await refused(settleValues((await makeWorkspace(db())).admin, await input('settling')), 'not_found');
  });
});
