import type { Locator, Page } from 'playwright/test';
import { createOrigin } from '#domain/origins/create.ts';
import { listOriginsWithTotals, type Origin } from '#domain/origins/list.ts';
import { makeContact } from '../../support/contact.ts';
import type { TestWorkspace } from '../../support/workspace.ts';

export const add = (workspace: TestWorkspace, name: string): Promise<Origin> =>
  createOrigin(workspace.manager, { name, isDifferent: true });

export async function addContacts(workspace: TestWorkspace, originId: number, total: number): Promise<void> {
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  for (let count = 0; count < total; count += 1) await makeContact(workspace.admin, { originId, statusId });
}

export const namesOf = async (workspace: TestWorkspace) =>
  (await listOriginsWithTotals(workspace.admin)).map((origin) => origin.name);

export const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
export const nameField = (page: Page) => page.getByRole('textbox', { name: 'Nome' });
export const send = (page: Page) => page.getByRole('button', { name: 'Enviar' }).click();
export const choose = async (page: Page, origin: string, item: string | RegExp) => {
  await page.getByRole('button', { name: `Mais ações para ${origin}`, exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};
