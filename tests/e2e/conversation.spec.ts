import { optOut } from '#domain/consents/opt-out.ts';
import { add, dialog, field, makeDesk, row } from './pages/contacts.ts';
import { PipelinePage } from './pages/pipeline.ts';
import { box, connect, ours, said, talk, write } from './pages/talk.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const HOUR = 3_600_000;
let contactId: number;
let numberId: number;
test.beforeEach(async ({ workspace }) => {
  const desk = await makeDesk(workspace);
  contactId = await add(workspace, { firstName: 'Ana', lastName: 'Prado', originId: desk.whatsapp });
  numberId = await connect(workspace);
});

test('a question is answered by keyboard, once, and its way is told live', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const complaints = complaintsOf(page);
  const { admin } = workspace;
  const content = { referral: { sourceType: 'ad', sourceId: '1200', headline: 'Verão' } };
  await write(admin, {
    contactId,
    numberId,
    content,
    body: 'Quanto custa? <b>oi</b> veja https://exemplo.com/a.',
  });
  await signInAs('sales');
  await page.goto(`/contacts/${contactId}`);
  await expect(said(page)).toContainText(['Quanto custa? <b>oi</b>']);
  await expect(talk(page).getByRole('link', { name: 'https://exemplo.com/a' })).toHaveAttribute(
    'rel',
    /noopener/,
  );
  await expect(talk(page)).toContainText('min para responder');
  await expect(talk(page)).toContainText(/Responda em (23 h 59|24 h 0) min e fale 72 h de graça/);

  await box(page).focus();
  await page.keyboard.type('Bom dia');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('custa 10');
  await page.keyboard.press('Enter');
  const answer = said(page).filter({ hasText: 'custa 10' });
  await expect(answer).toBeVisible();
  await expect(box(page)).toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(answer).toContainText(/Entregue|Lida/, { timeout: 30_000 });
  await expect(talk(page)).toContainText(/Grátis por mais (71 h 59|72 h 0) min/);
  expect(await ours(admin)).toMatchObject([{ body: 'Bom dia\ncusta 10' }]);
  await expect(answer).toHaveCount(1);

  await write(admin, { contactId, numberId, body: 'Fechado' });
  await expect(said(page).last()).toContainText('Fechado');
  await said(page).last().hover();
  await said(page).last().getByRole('button', { name: 'Responder' }).click();
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Obrigado');
  await page.keyboard.press('Enter');
  await expect(said(page).last().locator('.message-quote')).toContainText('Fechado');
  await expectAccessible(page);
  expect(complaints).toEqual([]);
});

test('a draft waits for its person; whoever asked for silence gets none', async ({
  page,
  workspace,
  signInAs,
}) => {
  await write(workspace.admin, { contactId, numberId, body: 'Oi' });
  await signInAs('sales');
  await page.goto(`/contacts/${contactId}`);
  await box(page).fill('Ainda não terminei');
  await page.goto('/contacts');
  await page.goto(`/contacts/${contactId}`);
  await expect(box(page)).toHaveValue('Ainda não terminei');
  await optOut(workspace.admin, { id: contactId, reason: 'pediu' });
  await expect(talk(page)).toContainText('Esta pessoa pediu para não receber mensagens.');
  await expect(box(page)).toBeHidden();
});

test('outside the window a template is filled in from the contact', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const at = new Date(Date.now() - 30 * HOUR);
  await write(workspace.admin, { contactId, numberId, body: 'Oi', at });
  await signInAs('sales');
  await page.goto(`/contacts/${contactId}`);
  await expect(talk(page)).toContainText('Janela fechada');
  await expect(box(page)).toBeHidden();
  await page.getByRole('button', { name: 'Escolher um modelo' }).press('Enter');
  const picker = page.getByRole('region', { name: 'Modelo', exact: true });
  await expect(picker.getByRole('textbox', { name: 'Variável 1' })).toHaveValue('Ana');
  await picker.getByRole('button', { name: 'Enviar modelo' }).click();
  await expect(picker).toContainText('Preencha esta variável.');
  await picker
    .getByRole('combobox', { name: 'Usar um dado do contato em 2' })
    .selectOption({ label: 'Meu nome' });
  await expect(page.getByRole('region', { name: 'A pessoa vai ver' })).toContainText(
    'Olá Ana, aqui é Pessoa sales. Ainda posso ajudar?',
  );
  await expectAccessible(page);
  await picker.getByRole('textbox', { name: 'Variável 2' }).press('Enter');
  await expect(said(page).last()).toContainText('aqui é Pessoa sales');
  // It was seen before the server had answered.
  await expect
    .poll(() => ours(workspace.admin))
    .toMatchObject([
      { body: 'Olá Ana, aqui é Pessoa sales. Ainda posso ajudar?', template: { name: 'retomar_conversa' } },
    ]);
});

test('the conversation opens beside the board by a key, and gives the card back', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  await write(workspace.admin, { contactId, numberId, body: 'Oi', at: new Date(Date.now() - 21 * HOUR) });
  const pipeline = new PipelinePage(page);
  await signInAs('sales');
  await pipeline.open();
  await expect(pipeline.card('Ana Prado')).toContainText('Espera há 21 h');
  await expect(pipeline.card('Ana Prado').locator('.card-soon')).toContainText('2 h');
  await pipeline.link('Ana Prado').focus();
  await page.keyboard.press('w');
  const panel = page.getByRole('complementary', { name: 'Conversa com Ana Prado' });
  await expect(panel).toBeVisible();
  await expect(box(page)).toBeFocused();
  await page.keyboard.type('Chego já');
  await page.keyboard.press('Enter');
  await expect(said(page).last()).toContainText('Chego já');
  await expect(pipeline.card('Ana Prado').locator('.card-waiting')).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(pipeline.link('Ana Prado')).toBeFocused();
});

test('who wrote as a stranger and is written down by the form is answered at once', async ({
  page,
  workspace,
  signInAs,
  expectAccessible,
}) => {
  const { admin } = workspace;
  // As WhatsApp spells it: without the ninth digit.
  await write(admin, { contactId: null, numberId, phone: '551188112233', body: 'Ainda têm vaga?' });
  await signInAs('sales');
  await page.goto('/contacts');
  await expect(async () => {
    if (!(await dialog(page).isVisible())) await page.keyboard.press('c');
    await expect(field(page, 'Nome')).toBeFocused({ timeout: 2_000 });
  }).toPass();
  await page.keyboard.type('Lia');
  await field(page, 'Telefone').fill('(11) 98811-2233');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Goog');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
  await row(page, 'Lia').getByRole('cell', { name: 'Google Ads' }).click();
  await expect(said(page)).toContainText(['Ainda têm vaga?']);
  await expect(talk(page)).toContainText('para responder');
  await page
    .getByRole('region', { name: 'De onde veio' })
    .getByRole('button', { name: 'Ver o toque' })
    .press('Enter');
  const touches = page.getByRole('dialog', { name: 'Todos os toques' });
  await expect(touches.getByRole('listitem')).toContainText('Ainda têm vaga?');
  await page.keyboard.press('Escape');
  await expect(touches).toBeHidden();
  await box(page).fill('Temos sim');
  await box(page).press('Enter');
  await expect(said(page).last()).toContainText('Temos sim');
  await expectAccessible(page);
  await page.goto('/inbox');
  await expect(page.getByText('Ainda têm vaga?')).toBeHidden();
});
