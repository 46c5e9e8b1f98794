import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { visibleContacts } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { readVariables } from './variables.ts';
import type { VariableValues } from './variables-rules.ts';

const previewInput = z.object({ contactId: id.nullish() });

/** A contact, and what texts say where they hold its variables. */
export type Sample = { contactId: number; name: string; values: VariableValues };

/** A contact to try texts on: the one asked for, or the one that something happened to last; null: there is nobody. @throws `not_found`; `forbidden`. */
export async function readSample(ctx: Ctx, input: unknown): Promise<Sample | null> {
  authorize(ctx, 'automation.read');
  const { contactId } = parseInput(previewInput, input);
  const [row] = await ctx.db
    .select({ id: contacts.id, name: contacts.name })
    .from(contacts)
    .where(
      and(
        eq(contacts.workspaceId, ctx.workspace.id),
        visibleContacts(ctx),
        contactId ? eq(contacts.id, contactId) : eq(contacts.isActive, true),
      ),
    )
    .orderBy(sql`${contacts.lastActivityAt} desc`, contacts.id)
    .limit(1);
  if (!row) {
    if (contactId) throw notFound();
    return null;
  }
  return { contactId: row.id, name: row.name, values: await readVariables(ctx, row.id) };
}
