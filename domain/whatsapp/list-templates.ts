import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { isFillable, readTemplate, type Template } from './templates.ts';

/** The only status in which Meta sends a template. */
const APPROVED = 'APPROVED';

const columns = {
  name: whatsappTemplates.name,
  language: whatsappTemplates.language,
  status: whatsappTemplates.status,
  category: whatsappTemplates.category,
  parameterFormat: whatsappTemplates.parameterFormat,
  components: whatsappTemplates.components,
};

/**
 * The templates that can be sent from a number of ours now, by name and language: approved ones that a person can fill in here.
 * Empty for a number that is disconnected or unknown.
 * @throws `forbidden`.
 */
export async function listSendableTemplates(ctx: Ctx, numberId: number): Promise<Template[]> {
  authorize(ctx, 'message.send');
  const rows = await ctx.db
    .select(columns)
    .from(whatsappTemplates)
    .innerJoin(
      whatsappNumbers,
      and(
        eq(whatsappNumbers.workspaceId, whatsappTemplates.workspaceId),
        eq(whatsappNumbers.accountId, whatsappTemplates.accountId),
      ),
    )
    .where(
      and(
        eq(whatsappTemplates.workspaceId, ctx.workspace.id),
        eq(whatsappNumbers.id, numberId),
        isNull(whatsappNumbers.disconnectedAt),
        eq(whatsappTemplates.status, APPROVED),
      ),
    )
    .orderBy(asc(whatsappTemplates.name), asc(whatsappTemplates.language));
  return rows.filter(isFillable).map(({ status: _, ...row }) => readTemplate(row));
}

export type ListedTemplate = Template & {
  accountId: string;
  /** Meta's word: APPROVED, PENDING, REJECTED, PAUSED, DISABLED … */
  status: string;
  /** Whether people can send it from here, once it is approved. */
  isFillable: boolean;
};

/**
 * Every template of the accounts whose numbers are connected, sendable or not, by name and language.
 * @throws `forbidden`.
 */
export async function listTemplates(ctx: Ctx): Promise<ListedTemplate[]> {
  authorize(ctx, 'whatsapp.manage');
  const accounts = ctx.db
    .select({ accountId: whatsappNumbers.accountId })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)));
  const rows = await ctx.db
    .select({ ...columns, accountId: whatsappTemplates.accountId })
    .from(whatsappTemplates)
    .where(
      and(
        eq(whatsappTemplates.workspaceId, ctx.workspace.id),
        inArray(whatsappTemplates.accountId, accounts),
      ),
    )
    .orderBy(asc(whatsappTemplates.name), asc(whatsappTemplates.language));
  return rows.map(({ accountId, status, ...row }) => ({
    ...readTemplate(row),
    accountId,
    status,
    isFillable: isFillable(row),
  }));
}
