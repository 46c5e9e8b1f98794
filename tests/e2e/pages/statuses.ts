import { expect, type Locator, type Page } from 'playwright/test';
import { listStatuses, type Status } from '#domain/statuses/list.ts';
import { makeContact } from '../../support/contact.ts';
import type { TestWorkspace } from '../../support/workspace.ts';

/** /statuses as a person finds their way in it. */
export class StatusesPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly name: Locator;
  readonly colour: Locator;
  readonly search: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog');
    this.name = this.dialog.getByRole('textbox', { name: 'Nome' });
    this.colour = this.dialog.getByRole('textbox', { name: 'Cor' });
    // Also while a pop-up hides the rest of the page.
    this.search = page.getByRole('searchbox', { name: 'Buscar status', includeHidden: true });
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/statuses${query}`);
  }

  /** The names in the table, from top to bottom. */
  names(): Locator {
    return this.page.getByRole('rowheader').locator('.truncate');
  }

  row(name: string): Locator {
    return this.page
      .getByRole('row')
      .filter({ has: this.page.getByText(name, { exact: true }).and(this.page.locator('th .truncate')) });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async startNew(): Promise<void> {
    await this.page.locator('main').getByRole('button', { name: 'Novo Status' }).first().click();
    // Keys pressed before it is there are pressed on the page.
    await expect(this.name).toBeFocused();
  }

  async startEditing(name: string): Promise<void> {
    await this.button(`Editar ${name}`).click();
  }

  async startDeleting(name: string): Promise<void> {
    await this.button(`Excluir ${name}`).click();
  }

  async choose(name: string, item: string): Promise<void> {
    await this.button(`Mais ações para ${name}`).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async chooseKind(kind: string): Promise<void> {
    await this.dialog.locator('label').filter({ hasText: kind }).click();
  }

  async send(): Promise<void> {
    await this.dialog.getByRole('button', { name: 'Enviar' }).click();
  }

  /** A short message, as it is announced. */
  toast(text: string): Locator {
    return this.page.getByText(text, { exact: true }).first();
  }
}

/** The five example statuses with their colours; Novo is the default. */
export async function addExamples(workspace: TestWorkspace): Promise<Record<string, number>> {
  const facts = [
    ['Novo', '#3b82f6', 'open'],
    ['Em Andamento', '#f59e0b', 'open'],
    ['Contatado', '#7750d1', 'open'],
    ['Qualificado', '#428789', 'open'],
    ['Fechado', '#16a34a', 'won'],
  ] as const;
  const ids: Record<string, number> = {};
  for (const [name, colour, kind] of facts)
    ids[name] = await workspace.addStatus(name, { colour, kind, isDefault: name === 'Novo' });
  return ids;
}

export async function addContacts(
  workspace: TestWorkspace,
  statusId: number,
  total: number,
): Promise<number[]> {
  const originId = await workspace.addOrigin(`Origem de ${statusId}`);
  const ids: number[] = [];
  for (let count = 0; count < total; count += 1)
    ids.push(await makeContact(workspace.admin, { statusId, originId }));
  return ids;
}

export async function statusNamed(workspace: TestWorkspace, name: string): Promise<Status | undefined> {
  return (await listStatuses(workspace.admin)).find((status) => status.name === name);
}

export const namesOf = async (workspace: TestWorkspace): Promise<string[]> =>
  (await listStatuses(workspace.admin)).map((status) => status.name);
