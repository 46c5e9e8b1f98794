import { and, asc, eq, isNull } from 'drizzle-orm';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';

export type NumberChoice = { id: number; name: string; phone: string };

/** The connected numbers, for rules and links to choose from. @throws `forbidden`. */
export async function listNumberChoices(ctx: Ctx): Promise<NumberChoice[]> {
  authorize(ctx, 'link.read');
  return ctx.db
    .select({ id: whatsappNumbers.id, name: whatsappNumbers.name, phone: whatsappNumbers.displayPhone })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)))
    .orderBy(asc(whatsappNumbers.id));
}
