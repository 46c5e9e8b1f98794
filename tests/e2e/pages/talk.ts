import { sql } from 'drizzle-orm';
import type { Locator, Page } from 'playwright/test';
import { conversations, messages } from '#db/schema/conversations.ts';
import { whatsappTemplates } from '#db/schema/whatsapp.ts';
import type { Ctx } from '#domain/ctx.ts';
import { announceContacts, announceProgress } from '#domain/events.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import type { TestWorkspace } from '../../support/workspace.ts';
import { takeSecrets } from '../support/take-secrets.ts';

/** A number that the demo's stand-in for Meta takes messages from, with a template that the stand-in knows too. */
export async function connect(workspace: TestWorkspace, name = 'Vendas'): Promise<number> {
  takeSecrets();
  const { admin } = workspace;
  const numberId = await makeNumber(admin, { name });
  await admin.db
    .insert(whatsappTemplates)
    .values({
      workspaceId: workspace.id,
      accountId: '102290129340398',
      name: 'retomar_conversa',
      language: 'pt_BR',
      status: 'APPROVED',
      category: 'MARKETING',
      components: [
        {
          type: 'BODY',
          text: 'Olá {{1}}, aqui é {{2}}. Ainda posso ajudar?',
          example: { body_text: [['Ana', 'Bia']] },
        },
      ],
    })
    .onConflictDoNothing();
  return numberId;
}

/** Somebody writes, and every open window hears of it. */
export async function write(ctx: Ctx, inbound: Parameters<typeof receive>[1]): Promise<number> {
  const { conversationId } = await receive(ctx, inbound);
  await announceProgress(ctx, 'conversation', conversationId);
  if (inbound.contactId !== null) {
    await ctx.db.execute(
      sql`update contacts set last_message_at = ${(inbound.at ?? new Date()).toISOString()} where id = ${inbound.contactId}`,
    );
    await announceContacts(ctx, [inbound.contactId]);
  }
  return conversationId;
}

export const talk = (page: Page): Locator => page.getByRole('region', { name: 'Conversa', exact: true });
export const said = (page: Page): Locator => page.getByRole('log').locator('.message');
export const box = (page: Page): Locator => page.getByRole('textbox', { name: /^Escrever para/ });

/** Ours, as they are stored. */
export const ours = (ctx: Ctx) =>
  ctx.db
    .select({ body: messages.body, state: messages.state, template: messages.template })
    .from(messages)
    .innerJoin(conversations, sql`${conversations.id} = ${messages.conversationId}`)
    .where(sql`${messages.workspaceId} = ${ctx.workspace.id} and ${messages.direction} = 'out'`)
    .orderBy(messages.id);
