import { eq, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { Step } from '#domain/automations/types.ts';
import { makeAutomation } from '../support/automation.ts';
import { definitionOf, happened, putAutomation } from '../support/rehearsal.ts';
import { activity, addMany, bar, choose } from './pages/bulk.ts';
import { makeDesk } from './pages/contacts.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const DAY = 24 * 3_600_000;
const onMove = (to: number[]) => ({ kind: 'status_changed' as const, from: [], to });
const note: Step = { key: 'n', kind: 'note', text: 'Anotado' };
const wait: Step = { key: 'w', kind: 'wait', minutes: 600, untilWorkingTime: false, untilAnswer: false };
const send: Step = {
  key: 's',
  kind: 'send',
  numberId: null,
  text: 'Olá {{first_name|você}}',
  template: null,
};

test('a rehearsal shows people, days, messages and how it would have gone for one of them', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const desk = await makeDesk(workspace);
  const { admin } = workspace;
  for (const [index, id] of (await addMany(workspace, desk, 3)).entries()) {
    const at = new Date(Date.now() - (index + 2) * DAY);
    const facts = { statusId: desk.contatado, statusSince: at, createdAt: at };
    await admin.db.update(contacts).set(facts).where(eq(contacts.id, id));
    await happened(admin, id, {
      kind: 'contact.status_changed',
      at,
      before: { statusId: desk.novo, statusSince: at },
      after: { statusId: desk.contatado },
    });
  }
  const id = await putAutomation(admin, definitionOf(onMove([desk.contatado]), [note, send]));
  await signInAs('manager');
  await page.goto(`/automations/${id}/rehearsal`);
  const summary = page.getByRole('list', { name: 'Resumo do ensaio' });
  await expect(summary.getByRole('link', { name: /3\s*pessoas/ })).toContainText('em 3 execuções');
  await expect(summary.getByRole('link', { name: /3\s*sem WhatsApp/ })).toBeVisible();
  const days = page.getByRole('region', { name: 'Quando começaria' });
  await expect(days.getByRole('link', { name: /1 execução/ })).toHaveCount(3);
  await days
    .getByRole('link', { name: /1 execução/ })
    .last()
    .click();
  const moments = page.getByRole('table', { name: 'Momentos do ensaio' });
  await expect(moments.getByRole('rowheader')).toHaveText(['Pessoa 1']);
  await moments.getByRole('link', { name: 'Pessoa 1' }).click();
  const trail = page.getByRole('complementary', { name: 'Como seria com Pessoa 1' });
  await expect(trail).toContainText('Sem WhatsApp');
  await expectAccessible(page);
  const [written] = await admin.db.execute(sql`
    select (select count(*)::int from automation_runs where workspace_id = ${workspace.id}) as runs,
      (select count(*)::int from messages where workspace_id = ${workspace.id}) as messages`);
  expect(written).toEqual({ runs: 0, messages: 0 });
  expect(complaints).toEqual([]);
});

test('contacts moved together set automations off where asked: foreseen, begun one by one, and called off', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const desk = await makeDesk(workspace);
  await addMany(workspace, desk, 50);
  const name = 'Acompanhar quem foi contatado';
  await makeAutomation(workspace.admin, { trigger: onMove([desk.contatado]), steps: [wait, note], name });
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(async () => {
    await page.getByRole('checkbox', { name: 'Selecionar esta página' }).check();
    await expect(bar(page)).toContainText('50 selecionados', { timeout: 2_000 });
  }).toPass();
  await bar(page).getByRole('button', { name: 'Status' }).click();
  const dialog = await choose(page, 'Mudar o status', 'Novo status', 'Contatado');
  await dialog.getByLabel('Disparar automações').check();
  await expect(dialog).toContainText(`${name}: 50 contatos`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Alterar 50 contatos' }).click();
  await expect(activity(page)).toContainText(/\d+ em andamento/);
  await activity(page).getByRole('button', { name: 'Cancelar automações' }).click();
  await expect(activity(page)).toBeHidden();
  const [left] = await workspace.admin.db.execute<{ inbox: number; open: number; cancelled: number }>(sql`
    select (select count(*)::int from automation_inbox where workspace_id = ${workspace.id}) as inbox,
      count(*) filter (where state in ('running', 'waiting'))::int as open,
      count(*) filter (where state = 'cancelled')::int as cancelled
    from automation_runs where workspace_id = ${workspace.id}`);
  expect(left).toMatchObject({ inbox: 0, open: 0 });
  expect(left?.cancelled).toBeGreaterThan(0);
  expect(left?.cancelled).toBeLessThan(50);
});
