import { describe, expect, it } from 'vitest';
import { actorId } from '#domain/ctx.ts';
import { listOrigins, listOriginsWithTotals } from '#domain/origins/list.ts';
import { makeContact } from '../../support/contact.ts';
import { makeWorkspace } from '../../support/workspace.ts';
import { useOffice } from './support.ts';

const office = useOffice();

describe('listOrigins', () => {
  it('sorts as Brazilians expect, and shows only the workspace’s own', async () => {
    const company = await makeWorkspace(office().company.admin.db);
    for (const name of ['Zap', 'Épico', 'evento', 'Fábrica']) await company.addOrigin(name);
    const names = (await listOrigins(company.sales)).map((origin) => origin.name);
    expect(names).toEqual(['Épico', 'evento', 'Fábrica', 'Zap']);
  });
});

describe('listOriginsWithTotals', () => {
  it('counts exactly, and each company for itself', async () => {
    const company = await makeWorkspace(office().company.admin.db);
    const statusId = await company.addStatus('Novo');
    const originId = await company.addOrigin('Feira');
    await company.addOrigin('Rádio');
    for (let count = 0; count < 3; count += 1)
      await makeContact(company.admin, { originId: originId, statusId });
    expect(await listOriginsWithTotals(company.sales)).toMatchObject([
      { name: 'Feira', contactTotal: 3 },
      { name: 'Rádio', contactTotal: 0 },
    ]);
  });

  it('counts for sales staff what they may see', async () => {
    const company = await makeWorkspace(office().company.admin.db, { salesScope: 'own' });
    const statusId = await company.addStatus('Novo');
    const originId = await company.addOrigin('Feira');
    const owners = [null, actorId(company.sales), actorId(company.manager)];
    for (const ownerId of owners) await makeContact(company.admin, { originId, statusId, ownerId });
    expect(await listOriginsWithTotals(company.sales)).toMatchObject([{ contactTotal: 2 }]);
    expect(await listOriginsWithTotals(company.manager)).toMatchObject([{ contactTotal: 3 }]);
  });
});
