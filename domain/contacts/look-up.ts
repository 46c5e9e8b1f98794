import { and, eq, ne, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { maskPhone } from '#lib/phone.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import { searchWhere, visibleContacts } from './where.ts';

const lookUpInput = z.object({ q: z.string().max(200).catch(''), exceptId: id.nullish().catch(null) });

const MOST = 8;

/** A contact to choose: enough to tell it from others of the same name. */
export type FoundContact = {
  id: number;
  name: string;
  maskedPhone: string | null;
  email: string | null;
  company: string;
};

/** The first contacts that a search finds, for choosing one; nothing typed finds nobody. @throws `forbidden`. */
export async function lookUpContacts(ctx: Ctx, input: unknown): Promise<FoundContact[]> {
  authorize(ctx, 'contact.read');
  const { q, exceptId } = parseInput(lookUpInput, input);
  const matching = searchWhere(ctx, q);
  if (!matching) return [];
  const rows = await ctx.db
    .select({
      id: contacts.id,
      name: contacts.name,
      phone: contacts.phone,
      email: contacts.email,
      company: contacts.company,
    })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, ctx.workspace.id),
        visibleContacts(ctx),
        exceptId ? ne(contacts.id, exceptId) : undefined,
        matching,
      ),
    )
    .orderBy(sql`${contacts.lastActivityAt} desc`, contacts.id)
    .limit(MOST);
  return rows.map(({ phone, ...row }) => ({
    ...row,
    maskedPhone: phone === null ? null : maskPhone(phone, ctx.workspace.country),
  }));
}
