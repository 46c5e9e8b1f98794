import type { Locator, Page } from 'playwright/test';
import { createContact } from '#domain/contacts/create.ts';
import { getContact } from '#domain/contacts/get.ts';
import type { TestWorkspace } from '../../support/workspace.ts';

let made = 0;

export type Desk = { novo: number; contatado: number; whatsapp: number; google: number };

/** Statuses and origins to work with; Novo is the default. */
export async function makeDesk(workspace: TestWorkspace): Promise<Desk> {
  return {
    novo: await workspace.addStatus('Novo', { isDefault: true }),
    contatado: await workspace.addStatus('Contatado', { colour: '#f59e0b' }),
    whatsapp: await workspace.addOrigin('WhatsApp'),
    google: await workspace.addOrigin('Google Ads'),
  };
}

export async function add(workspace: TestWorkspace, facts: Record<string, unknown>): Promise<number> {
  const phone = `1198${String(1_000_000 + ++made).slice(-7)}`;
  return (await createContact(workspace.admin, { firstName: 'Ana', phone, ...facts })).id;
}

export const stored = (workspace: TestWorkspace, id: number) => getContact(workspace.admin, { id });

export const row = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });
export const names = (page: Page) => page.getByRole('rowheader');
export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Novo contato' });
export const field = (page: Page, label: string) =>
  dialog(page).getByRole('textbox', { name: label, exact: true });
export const detail = (page: Page, label: string) =>
  page.locator('.detail').filter({ has: page.getByText(label, { exact: true }) });
export const history = (page: Page) => page.getByRole('region', { name: 'Histórico' });

/** Opens a detail for editing and types over what is there. */
export async function edit(page: Page, label: string, text: string): Promise<Locator> {
  await detail(page, label).hover();
  await page.getByRole('button', { name: `Editar ${label}`, exact: true }).click();
  const input = page.getByRole('textbox', { name: label, exact: true });
  await input.fill(text);
  return input;
}
