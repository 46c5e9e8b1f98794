import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappTemplates } from '#db/schema/whatsapp.ts';
import { TEMPLATE_CATEGORIES } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { wantTemplates } from '../whatsapp/wanted-templates.ts';
import type { Payload } from './payload.ts';
import type { Ended, OpenItem } from './types.ts';

const word = z.string().min(1).max(200).optional().catch(undefined);
const news = z.object({
  event: word,
  message_template_name: z.string(),
  message_template_language: z.string(),
  new_quality_score: word,
  new_category: z.enum(TEMPLATE_CATEGORIES).optional().catch(undefined),
});

/**
 * News of an account. Of a template that we know, its status, quality or category is what Meta says now; one that we do not know, or of which something
 * else changed, is fetched at once. All else is kept to be read. Must be given a ctx with an open transaction.
 * @throws `forbidden`.
 */
export async function applyNews(ctx: Ctx, { kind, accountId }: OpenItem, { value }: Payload): Promise<Ended> {
  authorize(ctx, 'whatsapp.manage');
  const read = kind === 'template' ? news.safeParse(value).data : undefined;
  if (!read || accountId === null) return { outcome: 'ignored', reason: 'not_for_leads' };
  const told = {
    ...(read.event && { status: read.event }),
    ...(read.new_quality_score && { quality: read.new_quality_score }),
    ...(read.new_category && { category: read.new_category }),
  };
  const isKnown = Object.keys(told).length > 0 && (await change(ctx, accountId, read, told));
  if (isKnown || (await wantTemplates(ctx, accountId))) return { outcome: 'done' };
  return { outcome: 'ignored', reason: 'not_for_leads' };
}

type News = z.output<typeof news>;

async function change(
  ctx: Ctx,
  accountId: string,
  { message_template_name: name, message_template_language: language }: News,
  told: Partial<typeof whatsappTemplates.$inferInsert>,
): Promise<boolean> {
  const changed = await ctx.db
    .update(whatsappTemplates)
    .set(told)
    .where(
      and(
        eq(whatsappTemplates.workspaceId, ctx.workspace.id),
        eq(whatsappTemplates.accountId, accountId),
        eq(whatsappTemplates.name, name),
        eq(whatsappTemplates.language, language),
      ),
    )
    .returning({ name: whatsappTemplates.name });
  return changed.length > 0;
}
