import { expect, test } from 'vitest';
import { countStarted } from '#domain/automations/act-on-many.ts';
import { cancelImportAutomations } from '#domain/imports/cancel-automations.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeImportWorld } from '../../support/import-file.ts';
import { refused } from '../../support/refusals.ts';
import { workspaceEventsOf } from '../../support/workspace.ts';

const { db, url } = useDatabase();

test('what an import set off is told, called off and told of once; not from elsewhere', async () => {
  const { ctx, shop, originId } = await makeImportWorld(db(), url());
  await makeAutomation(ctx, { trigger: { kind: 'contact_created', ways: ['import'] } });
  const lines = csv(['Nome', 'Telefone'], ['Ana', '11912345678'], ['Bia', '11912345679']);
  const { id } = await importFile(shop, ctx, lines, { originId, runsAutomations: true });
  expect(await countStarted(ctx, { importId: id })).toMatchObject({ waiting: 2, cancelledAt: null });
  const elsewhere = await makeImportWorld(db(), url());
  await refused(cancelImportAutomations(elsewhere.ctx, { id }), 'not_found');
  await Promise.all([1, 2, 3].map(() => cancelImportAutomations(ctx, { id })));
  await cancelImportAutomations(ctx, { id });
  const automations = await countStarted(ctx, { importId: id });
  expect(automations).toMatchObject({ waiting: 0, runs: {}, cancelledAt: expect.any(Date) });
  const told = (await workspaceEventsOf(ctx)).filter(({ kind }) => kind === 'import.automations_cancelled');
  expect(told.map(({ after }) => after)).toEqual([{ events: 2, runs: 0 }]);
});
