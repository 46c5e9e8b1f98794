import type { Locator, Page } from 'playwright/test';
import type { BoardQuery } from '#domain/pipeline/query.ts';
import { parseBoardQuery } from '#domain/pipeline/query.ts';
import { readBoard } from '#domain/pipeline/read-board.ts';
import { makeContact } from '../../support/contact.ts';
import type { TestWorkspace } from '../../support/workspace.ts';

/** /pipeline as a person finds their way on it. */
export class PipelinePage {
  readonly page: Page;
  readonly announcer: Locator;

  constructor(page: Page) {
    this.page = page;
    this.announcer = page.locator('#announcer');
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`/pipeline${query}`);
  }

  column(status: string): Locator {
    return this.page.getByRole('region', { name: status, exact: true });
  }

  total(status: string): Locator {
    return this.column(status).locator('.column-total');
  }

  /** The names on the cards of a column, from top to bottom. */
  names(status: string): Locator {
    return this.column(status).getByRole('listitem').getByRole('link');
  }

  link(contact: string): Locator {
    return this.page.getByRole('link', { name: contact, exact: true });
  }

  card(contact: string): Locator {
    return this.page.getByRole('listitem').filter({ has: this.link(contact) });
  }

  async openMenu(contact: string): Promise<void> {
    await this.page.getByRole('button', { name: `Mover ${contact} para…`, exact: true }).click();
  }

  async move(contact: string, status: string): Promise<void> {
    await this.openMenu(contact);
    await this.page.getByRole('menuitemradio', { name: status, exact: true }).click();
  }

  /** Drags a card with the mouse over a column; the button is still held. */
  async lift(contact: string, status: string): Promise<void> {
    await this.link(contact).hover();
    await this.page.locator('[draggable="true"]', { has: this.link(contact) }).waitFor();
    await this.page.mouse.down();
    const box = await this.column(status).boundingBox();
    if (!box) throw new Error(`${status} is not in sight`);
    await this.page.mouse.move(box.x + 60, box.y + 150, { steps: 8 });
    await this.page.mouse.move(box.x + 80, box.y + 120, { steps: 4 });
  }

  toast(text: string | RegExp): Locator {
    return this.page.getByRole('listitem').filter({ hasText: text });
  }
}

export type Funnel = TestWorkspace & { statuses: Record<string, number>; originId: number };

/** Three columns: Novo (default), Contatado, Fechado (won); one origin. */
export async function makeFunnel(workspace: TestWorkspace): Promise<Funnel> {
  const statuses = {
    Novo: await workspace.addStatus('Novo', { colour: '#3b82f6', isDefault: true }),
    Contatado: await workspace.addStatus('Contatado', { colour: '#f59e0b' }),
    Fechado: await workspace.addStatus('Fechado', { colour: '#16a34a', kind: 'won' }),
  };
  return { ...workspace, statuses, originId: await workspace.addOrigin('WhatsApp') };
}

/** Contacts by name, the first one the one with the latest activity. */
export async function addContacts(funnel: Funnel, status: string, names: string[]): Promise<number[]> {
  const statusId = funnel.statuses[status];
  if (!statusId) throw new Error(`no status ${status}`);
  const ids: number[] = [];
  for (const firstName of names.toReversed())
    ids.unshift(await makeContact(funnel.admin, { statusId, originId: funnel.originId, firstName }));
  return ids;
}

export const numbered = (total: number, word = 'Pessoa'): string[] =>
  Array.from({ length: total }, (_, index) => `${word} ${String(index + 1).padStart(3, '0')}`);

/** The names in a column as the database has them. */
export async function namesIn(
  funnel: Funnel,
  status: string,
  query: BoardQuery = parseBoardQuery({}),
): Promise<string[]> {
  const { columns } = await readBoard(funnel.admin, query);
  const column = columns.find(({ statusId }) => statusId === funnel.statuses[status]);
  return (column?.cards ?? []).map(([, , name]) => name);
}
