import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { downloadRows } from '#domain/imports/download-rows.ts';
import { useDatabase } from '../../support/connect.ts';
import { csv, importFile, makeWorkshop } from '../../support/import-file.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();
const say = (code: string) => `<${code}>`;
const TEXTS = { locale: 'pt-BR', sayReason: say, sayFailure: say, sayUndo: say } as const;

test('rejected rows come back as they were, inert, with where they stood and why', async () => {
  const workspace = await makeWorkspace(db());
  await workspace.addStatus('Novo', { isDefault: true });
  const originId = await workspace.addOrigin('Site');
  const ctx = workspace.manager;
  const file = csv(['Nome', 'Telefone', 'Obs'], ['Ana', '11 91234-5678', ''], ['=1+1', '123', '"a;\nb"']);
  const { id } = await importFile(makeWorkshop(db(), url()), ctx, file, { originId });
  const read = async (outcome: string) => text((await downloadRows(ctx, { id, outcome }, TEXTS)).body);
  expect(await read('rejected')).toBe(
    'Nome;Telefone;Obs;Linha no arquivo;Motivo da rejeição\r\n\'=1+1;123;"a;\nb";3;Telefone: <bad_phone>\r\n',
  );
  expect(await read('created')).toBe('Nome;Telefone;Obs\r\nAna;11 91234-5678;\r\n');
  await expect(downloadRows(workspace.sales, { id, outcome: 'created' }, TEXTS)).rejects.toMatchObject({
    code: 'forbidden',
  });
}, 60_000);
