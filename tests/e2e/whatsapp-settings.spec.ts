import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import { complaintsOf, expect, test } from './support/fixtures.ts';

const TOKEN = 'EAAGneverInAnyPage';
const ACCOUNT = '102290129340398';

test('a number is connected by keyboard, tried, renamed and let go; its token is in no page', async ({
  page,
  signInAs,
}, { retry }) => {
  // A number is of one workspace: another try connects another one.
  const tail = `02${retry}7`;
  const complaints = complaintsOf(page);
  await signInAs('admin');
  await page.goto('/settings/whatsapp');
  await expect(page.getByText('Nenhum número conectado')).toBeVisible();
  const form = page.getByRole('dialog', { name: 'Conectar número' });
  // A key that comes before the page listens is pressed again, as a person would.
  await expect(async () => {
    await page.getByRole('button', { name: 'Conectar número' }).first().press('Enter');
    await expect(form).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(form.getByRole('textbox', { name: 'ID do número de telefone' })).toBeFocused();
  await page.keyboard.type('abc');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Copie o ID que a Meta mostra');
  await form.getByRole('textbox', { name: 'ID do número de telefone' }).fill(`10654035224${tail}`);
  await form.getByRole('textbox', { name: 'ID da conta do WhatsApp Business' }).fill(ACCOUNT);
  await form.getByRole('textbox', { name: 'Telefone', exact: true }).fill(`+55 11 90002-${tail}`);
  await form.getByRole('textbox', { name: 'Nome (opcional)' }).fill('Balcão');
  await form.getByLabel('Token de acesso').fill(TOKEN);
  await page.keyboard.press('Enter');

  const card = page.getByRole('listitem', { name: 'Balcão' });
  await expect(card.getByRole('status')).toContainText(`A Meta respondeu: +551190002${tail}`);
  await expect(card.getByRole('status')).toContainText(
    'A Meta avisa o Chat-Bot do que acontece nesta conta.',
  );
  await expect(card).toContainText(/Assinatura de avisos\s*Ativa/);
  await expect(card).toContainText('6 modelos');
  await expect(page.getByRole('row', { name: /retomar_conversa/ })).toContainText('Aprovado');
  await page.getByRole('button', { name: 'Ver o modelo proposta_pronta em pt_BR' }).click();
  await expect(page.getByRole('dialog')).toContainText('Ana, sua proposta ficou pronta.');
  await page.keyboard.press('Escape');

  await card.getByRole('button', { name: 'Editar Balcão' }).click();
  const edited = page.getByRole('dialog', { name: 'Editar número' });
  await expect(edited.getByText('Há um token guardado.')).toBeAttached();
  await edited.getByRole('textbox', { name: 'Nome (opcional)' }).fill('Loja');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listitem', { name: 'Loja' })).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(TOKEN);

  const sure = page.getByRole('alertdialog', { name: 'Desconectar Loja?' });
  await expect(async () => {
    await page.getByRole('button', { name: 'Desconectar Loja' }).click();
    await expect(sure).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await sure.getByRole('button', { name: 'Desconectar' }).click();
  await expect(page.getByText('Nenhum número conectado')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a number of another workspace stays theirs, without saying whose; bad tokens are told in words', async ({
  page,
  signInAs,
  expectAccessible,
}) => {
  await signInAs('admin');
  await page.goto('/settings/whatsapp?panel=new');
  const form = page.getByRole('dialog', { name: 'Conectar número' });
  await form.getByRole('textbox', { name: 'ID do número de telefone' }).fill('106540352242922');
  await form.getByRole('textbox', { name: 'ID da conta do WhatsApp Business' }).fill(ACCOUNT);
  await form.getByRole('textbox', { name: 'Telefone', exact: true }).fill('11 90001-0010');
  await form.getByRole('textbox', { name: 'Nome (opcional)' }).fill('Alheio');
  await form.getByLabel('Token de acesso').fill('EAAGgood');
  await form.getByRole('button', { name: 'Conectar' }).click();
  const alien = page.getByRole('listitem', { name: 'Alheio' });
  await expect(alien.getByRole('status')).toContainText('Este número é de outro espaço desta instalação');
  await expect(alien).toContainText('Em outro espaço');

  await page.getByRole('button', { name: 'Conectar número' }).click();
  await form.getByRole('textbox', { name: 'ID do número de telefone' }).fill('106540352242922');
  await form.getByRole('textbox', { name: 'ID da conta do WhatsApp Business' }).fill(ACCOUNT);
  await form.getByRole('textbox', { name: 'Telefone', exact: true }).fill('11 90001-0010');
  await form.getByRole('textbox', { name: 'Nome (opcional)' }).fill('Nosso');
  await form.getByLabel('Token de acesso').fill('EAAGexpired');
  await form.getByRole('button', { name: 'Conectar' }).click();
  await expect(form.getByRole('alert')).toContainText('Este número já está conectado');
  await form.getByRole('textbox', { name: 'ID do número de telefone' }).fill('106540352240108');
  await form.getByRole('button', { name: 'Conectar' }).click();
  const card = page.getByRole('listitem', { name: 'Nosso' });
  await expect(card.getByRole('status')).toContainText('A Meta não aceita mais o token de acesso.');
  await expect(card).toContainText('Com erro');

  await card.getByRole('button', { name: 'Editar Nosso' }).click();
  const edited = page.getByRole('dialog', { name: 'Editar número' });
  await edited.getByRole('button', { name: 'Substituir' }).click();
  await edited.getByLabel('Token de acesso').fill('EAAGreadonly');
  await edited.getByRole('button', { name: 'Salvar' }).click();
  await expect(card.getByRole('status')).toContainText(
    'A Meta não avisa o Chat-Bot do que acontece nesta conta',
  );
  await page.reload();
  await expect(card).toContainText('Sem assinatura');
  await expect(card).toContainText(
    'Confira o ID da conta e a permissão whatsapp_business_management do token',
  );
  await expectAccessible(page);
});

test('words that ask for silence are changed; callback and token are there to copy', async ({
  page,
  signInAs,
}) => {
  await signInAs('admin');
  await page.goto('/settings/whatsapp');
  await expect(page.getByRole('textbox', { name: 'URL de callback' })).toHaveValue(
    /^http:\/\/localhost:\d+\/api\/webhooks\/whatsapp$/,
  );
  await expect(page.getByRole('textbox', { name: 'Token de verificação' })).toHaveValue(/^[\w-]{24}$/);
  // What is typed before the page listens is lost: first something that is seen to be heard.
  await expect(async () => {
    await page.getByRole('button', { name: 'Copiar URL de callback' }).click();
    await expect(page.getByText(/^(Copiado|Selecionado; copie com Ctrl\+C)$/)).toBeVisible({
      timeout: 1_000,
    });
  }).toPass();
  const words = page.getByRole('textbox', { name: 'Palavras que pedem silêncio' });
  await words.fill('chega\nPARE');
  await page.getByRole('textbox', { name: 'Guardar avisos por (dias)' }).fill('400');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Falta resolver' })).toContainText(
    'Escreva um número de 1 a 365.',
  );
  await page.getByRole('textbox', { name: 'Guardar avisos por (dias)' }).fill('14');
  await page.getByRole('button', { name: 'Salvar' }).click();
  await expect(page.getByText('Ajustes do WhatsApp salvos', { exact: true })).toBeVisible();
  await page.reload();
  await expect(words).toHaveValue('CHEGA\nPARE');
});

for (const width of [1440, 390]) {
  test(`axe finds nothing at ${width} px`, async ({ page, db, workspace, signInAs, expectAccessible }) => {
    const own = { workspaceId: workspace.id, accountId: `9${workspace.id}`, displayPhone: '5511900010010' };
    await db.insert(whatsappNumbers).values({
      ...own,
      name: 'Vendas de um nome muito comprido que não cabe em uma linha só de jeito nenhum',
      phoneNumberId: `${width}${workspace.id}`,
      token: 'v1.none',
      state: 'stopped',
      stopCode: 190,
      stoppedAt: new Date(),
      lastErrorAt: new Date(),
      lastError: { code: 190, message: 'expired' },
    });
    const texts = { language: 'pt_BR', components: [{ type: 'BODY', text: 'Olá, {{1}}' }] };
    const { workspaceId, accountId } = own;
    await db.insert(whatsappTemplates).values(
      ['APPROVED', 'PENDING', 'REJECTED', 'PAUSED'].map((status) => ({
        workspaceId,
        accountId,
        ...texts,
        name: status.toLowerCase(),
        status,
        category: 'UTILITY' as const,
      })),
    );
    await page.setViewportSize({ width, height: 900 });
    await signInAs('admin');
    await page.goto('/settings/whatsapp');
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Editar Vendas/ }).click();
    await expect(page.getByRole('dialog', { name: 'Editar número' })).toBeVisible();
    await expectAccessible(page);
  });
}
