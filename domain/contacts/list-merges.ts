import { inArray } from 'drizzle-orm';
import { users } from '#db/schema/users.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { parseInput } from '../input.ts';
import { contactInput } from './input.ts';
import { lineageOf } from './lineage.ts';
import { requireVisible } from './where.ts';

/** Somebody who was merged into a contact. `isDirect`: can be split off; the others first need the ones between. */
export type ContactMerge = {
  mergeId: number;
  fromId: number;
  name: string;
  mergedAt: Date;
  mergedByName: string | null;
  isDirect: boolean;
};

/** Everybody who was merged into a contact and not split off since, the latest first. @throws `not_found`; `forbidden`. */
export async function listContactMerges(ctx: Ctx, input: unknown): Promise<ContactMerge[]> {
  authorize(ctx, 'contact.read');
  const { id } = parseInput(contactInput, input);
  await requireVisible(ctx, id);
  const merged = await lineageOf(ctx, id);
  const ids = [...new Set(merged.flatMap((one) => one.mergedBy ?? []))];
  const people = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, ids));
  const nameOf = new Map(people.map((person) => [person.id, person.name]));
  return merged.map(({ mergeId, fromId, name, intoId, mergedAt, mergedBy }) => ({
    mergeId,
    fromId,
    name,
    mergedAt,
    mergedByName: mergedBy === null ? null : (nameOf.get(mergedBy) ?? null),
    isDirect: intoId === id,
  }));
}
