import { and, eq, sql } from 'drizzle-orm';
import { violatesReference, violatesUnique } from '#db/errors.ts';
import { originAliases, origins } from '#db/schema/origins.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { nameKey } from '#lib/text.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { listOriginsWithAliases, type OriginWithAliases } from './list.ts';
import { findNameClash, findNearOrigin } from './rules.ts';

/**
 * The origins, with the right to change their set until the transaction ends. The workspace's row is what is locked: a name must be
 * unique across two tables, which no key can say, and contacts (which hold `for key share` on their origin) go on being written.
 */
export async function lockOrigins(ctx: Ctx): Promise<OriginWithAliases[]> {
  await ctx.db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(eq(workspaces.id, ctx.workspace.id))
    .for('no key update');
  // A statement of its own, so that it sees what the holder before us committed.
  return listOriginsWithAliases(ctx);
}

/** Waits for contacts on their way into an origin, and holds off later ones: what is counted or moved next is all there is. */
export async function closeToContacts(ctx: Ctx, originId: number): Promise<void> {
  await ctx.db.select({ id: origins.id }).from(origins).where(thisOrigin(ctx, originId)).for('update');
}

/** The one with this id. @throws `not_found`. */
export function pick(all: OriginWithAliases[], id: number): OriginWithAliases {
  const origin = all.find((one) => one.id === id);
  if (!origin) throw notFound();
  return origin;
}

/** One origin of the workspace at hand, as a condition on `origins`. */
export const thisOrigin = (ctx: Ctx, id: number) =>
  and(eq(origins.workspaceId, ctx.workspace.id), eq(origins.id, id));

/** What every change of an origin also sets. */
export const changed = () => ({ version: sql`${origins.version} + 1`, updatedAt: sql`now()` });

/** Refuses a name that leads to another origin already, with `details: { origin }`. */
export function refuseTaken(all: OriginWithAliases[], name: string, exceptId?: number): void {
  const clash = findNameClash(all, name, exceptId);
  if (!clash) return;
  const { id, name: takenBy, isArchived } = clash.origin;
  const code = clash.isAlias ? 'name_is_alias_of' : isArchived ? 'name_taken_by_archived' : 'name_taken_by';
  throw new DomainError('invalid', {
    fields: { name: { code, params: { name: takenBy } } },
    details: { origin: { id, name: takenBy, isArchived } },
  });
}

/** Asks "did you mean …?" about a near-duplicate: `duplicate` with `details: { near: { id, name, spelling } }`. */
export function askAboutNear(all: OriginWithAliases[], name: string, exceptId?: number): void {
  const near = findNearOrigin(all, name, exceptId);
  if (near) throw new DomainError('duplicate', { details: { near } });
}

/** Makes a spelling lead to an origin from now on. */
export async function teachAlias(
  ctx: Ctx,
  { originId, name, mergeId }: { originId: number; name: string; mergeId: number | null },
): Promise<void> {
  await ctx.db
    .insert(originAliases)
    .values({ workspaceId: ctx.workspace.id, originId, name, nameKey: nameKey(name), mergeId });
}

/** Turns the database's own refusals into ours: a second equal name, a contact that still points here. */
export function explainOriginFailure(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  if (violatesUnique(error, 'origins_name') || violatesUnique(error, 'origin_aliases_name'))
    return invalidField('name', 'name_taken');
  return violatesReference(error) ? new DomainError('in_use') : error;
}
