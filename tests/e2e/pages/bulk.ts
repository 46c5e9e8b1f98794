import type { Locator, Page } from 'playwright/test';
import { inTransaction } from '#domain/ctx.ts';
import { makeContact } from '../../support/contact.ts';
import type { TestWorkspace } from '../../support/workspace.ts';
import type { Desk } from './contacts.ts';

/** Contacts "Pessoa 1", "Pessoa 2" …, the last one on top of the list. */
export async function addMany({ admin }: TestWorkspace, desk: Desk, total: number): Promise<number[]> {
  const ids: number[] = [];
  await inTransaction(admin, async (tx) => {
    for (let n = 1; n <= total; n += 1) {
      const facts = { statusId: desk.novo, originId: desk.whatsapp, firstName: `Pessoa ${n}` };
      ids.push(await makeContact(tx, facts));
    }
  });
  return ids;
}

export const box = (page: Page, name: string): Locator =>
  page.getByRole('checkbox', { name: `Selecionar ${name}`, exact: true });
export const bar = (page: Page): Locator => page.getByRole('region', { name: 'Contatos selecionados' });
export const activity = (page: Page): Locator => page.getByRole('region', { name: 'Andamento' });

/** Chooses in the dialog called `title`, and gives it back with its numbers. */
export async function choose(page: Page, title: string, label: string, option: string): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: title });
  await dialog.getByLabel(label).selectOption({ label: option });
  return dialog;
}
