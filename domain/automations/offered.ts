import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { segments } from '#db/schema/segments.ts';
import { statuses } from '#db/schema/statuses.ts';
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
): Promise<Offered & Pick<FilterOptions, 'imports' | 'retired' | 'timeZone'>> {
  authorize(ctx, 'automation.read');
  const options = await listFilterOptions(ctx);
  const w = ctx.workspace.id;
  const rows = await ctx.db
    .select({ id: statuses.id, name: statuses.name, colour: statuses.colour })
    .from(statuses)
    .where(and(eq(statuses.workspaceId, w), isNull(statuses.retiredAt)))
    .orderBy(asc(statuses.position), asc(statuses.id));
  const kept = await ctx.db
    .select({ id: segments.id, name: segments.name })
    .from(segments)
    .where(eq(segments.workspaceId, w))
    .orderBy(sql`${segments.name} collate "pt-BR-x-icu"`, segments.id);
  const numbers = await listNumbers(ctx);
  const { retired, origins, members, groups, fields, imports, timeZone } = options;
  const beside = { retired, imports, timeZone };
  const templates = await listTemplatesOf(ctx, numbers);
  return { ...beside, statuses: rows, origins, members, groups, fields, segments: kept, numbers, templates };
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
