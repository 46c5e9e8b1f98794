import type { Page } from 'playwright/test';
import { giveOwner } from '#domain/auto-lead/assign.ts';
import { createRule } from '#domain/auto-lead/create-rule.ts';
import { getAutoLead } from '#domain/auto-lead/get.ts';
import { WEEKDAYS } from '#domain/auto-lead/hours-rules.ts';
import { readAutoLead } from '#domain/auto-lead/read.ts';
import { listRules } from '#domain/auto-lead/rule-list.ts';
import { decideOrigin } from '#domain/auto-lead/rules.ts';
import { addTouch } from '#domain/auto-lead/touches.ts';
import { updateRule } from '#domain/auto-lead/update-rule.ts';
import { inTransaction } from '#domain/ctx.ts';
import { arrivalOf, makeNumber, setAutoLead } from '../support/auto-lead.ts';
import { makeContact } from '../support/contact.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const box = (page: Page, name: string) => page.getByRole('combobox', { name });
const said = (page: Page, text: string) => page.getByRole('alert').filter({ hasText: text });
const rules = (page: Page) => page.getByRole('region', { name: 'Regras da origem verdadeira' });

async function makeDesk(workspace: TestWorkspace) {
  const statusId = await workspace.addStatus('Novo', { isDefault: true });
  await workspace.addStatus('Retomado');
  const whatsapp = await workspace.addOrigin('WhatsApp');
  const summer = await workspace.addOrigin('Campanha de verão');
  await makeNumber(workspace.admin, 'Vendas');
  return { statusId, whatsapp, summer };
}

/** Somebody new who writes `text`. */
async function arrive({ admin }: TestWorkspace, statusId: number, text: string): Promise<number> {
  const arrival = arrivalOf(text);
  const ruling = decideOrigin(await readAutoLead(admin), arrival);
  const contactId = await makeContact(admin, { statusId, originId: ruling.originId, firstName: text });
  await addTouch(admin, { contactId, messageId: contactId, at: new Date(), arrival, ruling });
  return contactId;
}

test('the form is saved as one, by keyboard; the second of two tabs is told; leads that wait are shown', async ({
  page,
  context,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { statusId, whatsapp } = await makeDesk(workspace);
  await signInAs('manager');
  await page.goto('/settings/auto-lead');
  const other = await context.newPage();
  await other.goto('/settings/auto-lead');
  await box(other, 'Atribuído a').selectOption('Quem tem menos leads em aberto');

  await page.getByRole('switch', { name: 'Criar leads das mensagens recebidas' }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expect(said(page, 'Preencha este campo.')).toBeFocused();
  await box(page, 'Origem padrão').selectOption('WhatsApp');
  await box(page, 'Atribuído a').selectOption('Uma pessoa de cada vez, em rodízio');
  await page.getByRole('textbox', { name: 'Limite de leads em aberto por pessoa' }).fill('10');
  await page.getByRole('switch', { name: 'Distribuir só no horário de trabalho' }).focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Novo período em Segunda' }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('Segunda, início do período 1').fill('08:30');
  await page.getByLabel('Segunda, início do período 2').fill('17:00');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(said(page, 'Segunda: dois períodos se sobrepõem.')).toBeFocused();
  await page.getByLabel('Segunda, início do período 2').fill('19:00');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Lead Automático salvo', { exact: true })).toBeVisible();
  expect(await getAutoLead(workspace.admin)).toMatchObject({
    isOn: true,
    originId: whatsapp,
    assignment: 'round_robin',
    openLimit: 10,
    workingHours: {
      mon: [
        ['08:30', '18:00'],
        ['19:00', '23:00'],
      ],
      fri: [['09:00', '18:00']],
    },
    version: 2,
  });

  await other.getByRole('button', { name: 'Salvar' }).click();
  await expect(said(other, 'Outra pessoa salvou estas configurações')).toBeVisible();
  await other.getByRole('button', { name: 'Usar a versão da outra pessoa' }).click();
  await expect(box(other, 'Atribuído a')).toHaveValue('round_robin');
  await other.close();

  // Nobody works today nor tomorrow: the worker that runs beside leaves the lead where it is.
  const inThreeDays = WEEKDAYS[(new Date().getUTCDay() + 2) % 7] ?? 'mon';
  await setAutoLead(workspace.admin, {
    version: 2,
    isOn: true,
    originId: whatsapp,
    assignment: 'round_robin',
    workingHours: { [inThreeDays]: [['09:00', '18:00']] },
  });
  const contactId = await makeContact(workspace.admin, { statusId, originId: whatsapp, firstName: 'Tarde' });
  await inTransaction(workspace.admin, async (tx) =>
    giveOwner(tx, await readAutoLead(tx), { contactId, now: new Date() }),
  );
  await page.reload();
  const queue = page.getByRole('region', { name: 'Fila sem responsável' });
  await expect(queue.getByRole('listitem')).toContainText('Fora do horário');
  await expect(queue.getByRole('link', { name: 'Tarde' })).toHaveAttribute('href', `/contacts/${contactId}`);
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('a rule is added, tried out, ordered by keyboard, turned off and deleted', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await makeDesk(workspace);
  await setAutoLead(workspace.admin, {
    isOn: true,
    originId: (await readAutoLead(workspace.admin)).originId,
  });
  await signInAs('manager');
  await page.goto('/settings/auto-lead');
  await expect(rules(page).getByRole('rowheader')).toHaveCount(2);
  await rules(page).getByRole('button', { name: 'Nova regra' }).click();
  const form = page.getByRole('dialog', { name: 'Nova regra' });
  await form.getByRole('radio', { name: 'O texto' }).check();
  await box(page, 'A primeira mensagem').selectOption('Segue um modelo');
  await form.getByRole('button', { name: 'Salvar' }).click();
  await expect(form.getByRole('alert')).toContainText('Preencha este campo.');
  await form.getByRole('textbox', { name: 'Texto' }).fill('*promo*verão*');
  await box(page, 'Dá a origem').selectOption('Campanha de verão');
  await form.getByRole('textbox', { name: 'Texto' }).press('Enter');
  await expect(form).toBeHidden();
  await expect(rules(page).getByRole('rowheader').nth(1)).toContainText('*promo*verão*');

  await rules(page).getByRole('button', { name: 'Testar' }).click();
  const trial = page.getByRole('dialog', { name: 'Testar as regras' });
  await trial.getByRole('textbox', { name: 'Mensagem' }).fill('Vi a PROMO de verao na rua');
  await trial.getByRole('button', { name: 'Testar' }).click();
  await expect(trial.getByRole('status')).toContainText('Vence a regra 2: a origem é Campanha de verão.');
  await expect(trial.getByRole('listitem')).toHaveText([
    /Não há código de link no texto/,
    /Combina: vence/,
    /Nenhuma origem é citada/,
  ]);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await rules(page)
    .getByRole('button', { name: /^Mais ações para a regra: A mensagem segue/ })
    .focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(rules(page).getByRole('rowheader').first()).toContainText('*promo*verão*');
  const on = rules(page).getByRole('switch', { name: /A mensagem segue/ });
  await on.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Regra desligada', { exact: true })).toBeVisible();
  await expect(on).not.toBeChecked();
  await rules(page)
    .getByRole('button', { name: /^Editar a regra: A mensagem segue/ })
    .click();
  const edited = page.getByRole('dialog', { name: 'Editar regra' });
  await edited.getByRole('textbox', { name: 'Texto' }).fill('*promo*');
  const rule = (await listRules(workspace.admin)).find(({ kind }) => kind === 'text');
  const theirs = { kind: 'text', by: 'pattern', text: '*verão*', originId: rule?.originId };
  await updateRule(workspace.admin, { id: rule?.id, version: rule?.version, ...theirs });
  await edited.getByRole('button', { name: 'Salvar' }).click();
  await expect(said(page, 'Outra pessoa salvou esta regra')).toBeFocused();
  await edited.getByRole('button', { name: 'Usar a versão da outra pessoa' }).click();
  await expect(edited.getByRole('textbox', { name: 'Texto' })).toHaveValue('*verão*');
  await edited.getByRole('textbox', { name: 'Texto' }).fill('*promo*');
  await edited.getByRole('button', { name: 'Salvar' }).click();
  await expect(rules(page).getByRole('rowheader').first()).toContainText('“*promo*”');
  await rules(page)
    .getByRole('button', { name: /^Mais ações para a regra: A mensagem segue/ })
    .click();
  await page.getByRole('menuitem', { name: 'Excluir' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Excluir' }).click();
  await expect(rules(page).getByRole('rowheader')).toHaveCount(2);
});

test('rules are applied to the past after a look; the contact shows its touches', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const { statusId, whatsapp, summer } = await makeDesk(workspace);
  await setAutoLead(workspace.admin, { isOn: true, originId: whatsapp });
  const contactId = await arrive(workspace, statusId, 'Vi a promo na rua');
  await arrive(workspace, statusId, 'Bom dia');
  await createRule(workspace.manager, { kind: 'text', by: 'contains', text: 'promo', originId: summer });
  await signInAs('manager');
  await page.goto('/settings/auto-lead');
  await rules(page).getByRole('button', { name: 'Aplicar ao passado' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aplicar as regras ao passado' });
  await expect(dialog).toContainText('1 chegada muda de origem; 1 contato acompanha.');
  await expect(dialog).toContainText('De WhatsApp para Campanha de verão');
  await expect(dialog).toContainText('Não dá para desfazer.');
  await dialog.getByRole('button', { name: 'Aplicar' }).click();
  await expect(dialog).toBeHidden();

  await page.goto(`/contacts/${contactId}`);
  const card = page.getByRole('region', { name: 'De onde veio' });
  await expect(card).toContainText('Campanha de verão');
  await card.getByRole('button', { name: 'Ver o toque' }).focus();
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: 'Todos os toques' });
  await expect(list.getByRole('listitem')).toContainText('Antes de aplicar as regras de novo: WhatsApp');
  await expect(list.getByRole('listitem')).toContainText('Vi a promo na rua');
  await expect(list.getByRole('link', { name: 'Ver a regra' })).toHaveAttribute('href', /panel=edit\.\d+$/);
  await expectAccessible(page);
});

test('sales staff see nothing of it', async ({ page, workspace, signInAs }) => {
  await makeDesk(workspace);
  await signInAs('sales');
  await page.goto('/settings/auto-lead');
  await expect(page.getByText('Esta parte é da gestão')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lead Automático' })).toHaveCount(0);
});
