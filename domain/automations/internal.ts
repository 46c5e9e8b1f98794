import { and, count, eq, isNull, sql } from 'drizzle-orm';
import { violatesUnique } from '#db/errors.ts';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { holdWorkspace } from '../hold.ts';
import { AUTOMATIONS_MAX } from './rules.ts';
import { requireDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';

export type AutomationRow = {
  id: number;
  name: string;
  version: number;
  isOn: boolean;
  versionId: number;
  number: number;
  definition: Definition;
};

/** The same, whether or not what it does can be read. */
export type StoredAutomation = Omit<AutomationRow, 'definition'> & { definition: unknown };

/**
 * The automation with its newest version, locked until the transaction ends. `seen`: the version that the person saw.
 * @throws `not_found`; `stale` with `details: { current }`; `invalid` (definition: unreadable).
 */
export async function lockAutomation(ctx: Ctx, id: number, seen?: number): Promise<AutomationRow> {
  const row = await lockStored(ctx, id);
  const current = { ...row, definition: requireDefinition(row.definition) };
  if (seen !== undefined && seen !== current.version)
    throw new DomainError('stale', { details: { current } });
  return current;
}

/** For those who put an end to it, which must not fail for what it does. @throws `not_found`. */
export async function lockStored(ctx: Ctx, id: number): Promise<StoredAutomation> {
  const [row] = await ctx.db
    .select({
      id: automations.id,
      name: automations.name,
      version: automations.version,
      isOn: automations.isOn,
      versionId: automationVersions.id,
      number: automationVersions.number,
      definition: automationVersions.definition,
    })
    .from(automations)
    .innerJoin(
      automationVersions,
      and(
        eq(automationVersions.workspaceId, automations.workspaceId),
        eq(automationVersions.id, automations.versionId),
      ),
    )
    .where(
      and(
        eq(automations.workspaceId, ctx.workspace.id),
        eq(automations.id, id),
        isNull(automations.deletedAt),
      ),
    )
    // No stronger: runs that begin point at it, and do not wait.
    .for('no key update', { of: automations });
  if (!row) throw notFound();
  return row;
}

/** Adds a version, which becomes what new runs do. Returns its id. */
export async function addVersion(
  ctx: Ctx,
  { automationId, number, definition }: { automationId: number; number: number; definition: Definition },
): Promise<number> {
  const [row] = await ctx.db
    .insert(automationVersions)
    .values({ workspaceId: ctx.workspace.id, automationId, number, definition, createdBy: actorId(ctx) })
    .returning({ id: automationVersions.id });
  if (!row) throw new Error('insert returned no version');
  await ctx.db
    .update(automations)
    .set({ versionId: row.id })
    .where(and(eq(automations.workspaceId, ctx.workspace.id), eq(automations.id, automationId)));
  return row.id;
}

/** @throws `invalid` (name: too_many_automations). */
export async function requireRoom(ctx: Ctx): Promise<void> {
  await holdWorkspace(ctx);
  const [row] = await ctx.db
    .select({ total: count() })
    .from(automations)
    .where(and(eq(automations.workspaceId, ctx.workspace.id), isNull(automations.deletedAt)));
  if ((row?.total ?? 0) >= AUTOMATIONS_MAX)
    throw invalidField('name', 'too_many_automations', { max: AUTOMATIONS_MAX });
}

/** Turns the database's refusal of a second equal name into ours. */
export function explainFailure(error: unknown): unknown {
  return violatesUnique(error, 'automations_name') ? invalidField('name', 'name_taken') : error;
}

export const nextVersion = sql`${automations.version} + 1`;
