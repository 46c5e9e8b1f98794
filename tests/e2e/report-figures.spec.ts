import type { Page } from 'playwright/test';
import { touches } from '#db/schema/auto-lead.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import { mergeOrigins } from '#domain/origins/merge.ts';
import { createSegment } from '#domain/segments/create.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { addTask } from '#domain/tasks/add.ts';
import { makeContact } from '../support/contact.ts';
import { makeDesk } from './pages/contacts.ts';
import { addExamples } from './pages/statuses.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

/** Every figure on a page that opens something: what it says, and where. */
async function figuresOf(page: Page): Promise<{ says: number; href: string }[]> {
  const links = await page.locator('a.figure[aria-label]').evaluateAll((all) =>
    all.map((link) => ({
      label: link.getAttribute('aria-label') ?? '',
      href: link.getAttribute('href') ?? '',
    })),
  );
  return links.map(({ label, href }) => ({ says: Number(/\d+/.exec(label)?.[0]), href }));
}

test('every figure of every report opens as many rows as it says, by both names', async ({
  page,
  db,
  workspace,
  signInAs,
}) => {
  test.slow();
  const { Novo = 0, Contatado = 0, Fechado = 0 } = await addExamples(workspace);
  const [google, feira] = [await workspace.addOrigin('Google Ads'), await workspace.addOrigin('Feira')];
  const velho = await workspace.addStatus('Velho');
  for (let n = 0; n < 5; n += 1) {
    const id = await makeContact(workspace.admin, { statusId: Novo, originId: n < 3 ? google : feira });
    if (n < 4) await moveToStatus(workspace.sales, { id, statusId: velho, version: 1 });
    if (n < 2) await moveToStatus(workspace.manager, { id, statusId: n === 0 ? Fechado : Novo, version: 2 });
    if (n === 3)
      await addTask(workspace.admin, { contactId: id, title: 'Ligar', dueAt: new Date(Date.now() - 1) });
    const evidence = { numberId: 1, text: '', referral: { sourceId: '123', headline: 'Oferta' } };
    const touch = { workspaceId: workspace.id, contactId: id, kind: 'ad' as const, at: new Date(), evidence };
    if (n === 4) await db.insert(touches).values({ ...touch, originId: feira });
  }
  await retireStatus(workspace.admin, { id: velho, moveContactsTo: Contatado });
  await mergeOrigins(workspace.admin, { fromId: feira, intoId: google });
  const segment = await createSegment(workspace.admin, {
    ...{ name: 'Já foi velho', isShared: true },
    query: `filter=all(history.reached:${velho},,)`,
  });
  await signInAs('manager');
  const figures = new Map<string, number>();
  for (const report of [
    '',
    '/time',
    '/origins',
    '/origins?lens=any',
    '/team',
    '/flow',
    `/funnel?segments=${segment.id}`,
  ])
    for (const names of ['then', 'today']) {
      await page.goto(`/reports${report}${report.includes('?') ? '&' : '?'}names=${names}`);
      for (const { says, href } of await figuresOf(page)) figures.set(href, says);
    }
  expect(figures.size).toBeGreaterThan(40);
  const told: [string, number][] = [];
  for (const href of figures.keys()) {
    const html = await (await page.request.get(href)).text();
    const rows = await page.evaluate((text) => {
      const root = new DOMParser().parseFromString(text, 'text/html');
      return root.querySelectorAll('main tbody tr, main li.task').length;
    }, html);
    told.push([href, rows]);
  }
  expect(told).toEqual([...figures]);
});

test('what has been is asked for in the builder, by keyboard, and said in words', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const place = { statusId: desk.novo, originId: desk.whatsapp };
  const id = await makeContact(workspace.admin, place);
  await makeContact(workspace.admin, place);
  await moveToStatus(workspace.sales, { id, statusId: desk.contatado, version: 1 });
  await signInAs('manager');
  await page.goto('/contacts');
  const builder = page.getByRole('dialog', { name: 'Filtrar contatos' });
  const field = builder.getByRole('combobox', { name: 'Campo' });
  await expect(async () => {
    if (!(await builder.isVisible())) await page.getByRole('button', { name: 'Condições' }).press('Enter');
    await expect(field).toBeFocused({ timeout: 10_000 });
  }).toPass();
  await field.selectOption('Passagem pelos status');
  const operator = builder.getByRole('combobox', { name: 'Comparação' });
  await operator.selectOption('foi de … para');
  await builder.getByRole('button', { name: 'Aplicar' }).press('Enter');
  await expect(builder.getByText('Complete esta condição.')).toBeVisible();
  await builder.getByRole('combobox', { name: 'Para', exact: true }).selectOption('Contatado');
  await expect(builder.getByRole('status')).toHaveText('1 contato');
  await expectAccessible(page);
  await builder.getByRole('combobox', { name: 'De', exact: true }).selectOption('Novo');
  await builder.getByRole('button', { name: 'Aplicar' }).press('Enter');
  await expect(page).toHaveURL(new RegExp(`history.moved:${desk.novo},${desk.contatado},,`));
  await expect(page.getByRole('table').locator('tbody tr')).toHaveCount(1);
  const chips = page.getByRole('list', { name: 'Condições do filtro' });
  await chips.getByRole('button', { name: 'Foi de Novo para Contatado' }).press('Enter');
  await expect(operator).toHaveValue('moved');
  await operator.selectOption('mudou, por quem');
  await expect(builder.getByRole('status')).toHaveText('1 contato');
  expect(complaints).toEqual([]);
});
