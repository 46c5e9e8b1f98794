import { and, eq, isNull, sql } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import { type FilterOptions, listFilterOptions } from '../contacts/filter-options.ts';
import type { Ctx } from '../ctx.ts';
import { listSendableTemplates } from '../whatsapp/list-templates.ts';
import type { Template } from '../whatsapp/templates.ts';
import type { Offered } from './rules.ts';

/**
 * What automations may name, in the order in which people choose: `Offered`, and what conditions can name beside it. Segments of everybody are among
 * them, since automations belong to nobody. @throws `forbidden`.
 */
export async function readOffered(
  ctx: Ctx,
): Promise<
  Omit<Offered, 'statuses'> & Pick<FilterOptions, 'statuses' | 'imports' | 'retired' | 'merged' | 'timeZone'>
> {
  authorize(ctx, 'automation.read');
  const options = await listFilterOptions(ctx);
  const kept = await ctx.db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .where(eq(segments.workspaceId, ctx.workspace.id))
    .orderBy(sql`${segments.name} collate "pt-BR-x-icu"`, segments.id);
  const numbers = await listNumbers(ctx);
  const { statuses, retired, merged, origins, members, groups, fields, imports, timeZone } = options;
  const beside = { retired, merged, imports, timeZone };
  const templates = await listTemplatesOf(ctx, numbers);
  return { ...beside, statuses, origins, members, groups, fields, segments: kept, numbers, templates };
}

async function listNumbers(ctx: Ctx): Promise<Offered['numbers']> {
  const { id, name, displayPhone } = whatsappNumbers;
  const rows = await ctx.db
    .select({ id, name, displayPhone })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)))
    .orderBy(id);
  return rows.map((row) => ({ id: row.id, name: row.name || `+${row.displayPhone}` }));
}

/** Those of every number, each once: which number sends is often not known before. */
async function listTemplatesOf(ctx: Ctx, numbers: Offered['numbers']): Promise<Template[]> {
  const byKey = new Map<string, Template>();
  for (const number of numbers) {
    for (const template of await listSendableTemplates(ctx, number.id))
      byKey.set(`${template.name} ${template.language}`, template);
  }
  return [...byKey.values()];
}
