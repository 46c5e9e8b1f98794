import { and, eq } from 'drizzle-orm';
import { automationVersions } from '#db/schema/automations.ts';
import type { Ctx } from '../ctx.ts';
import { storedDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';

const KEPT_MAX = 500;
/** Versions never change, so what was read once holds for as long as the process lives. */
const kept = new Map<string, Definition>();

/** What one version of an automation does; null: it cannot be read (any more). For callers that have authorised. */
export async function readVersion(ctx: Ctx, versionId: number): Promise<Definition | null> {
  const key = `${ctx.workspace.id}:${versionId}`;
  const known = kept.get(key);
  if (known) return known;
  const [row] = await ctx.db
    .select({ definition: automationVersions.definition })
    .from(automationVersions)
    .where(and(eq(automationVersions.workspaceId, ctx.workspace.id), eq(automationVersions.id, versionId)));
  if (!row) throw new Error('a run of a version that is missing');
  const definition = storedDefinition(row.definition);
  if (!definition) return null;
  kept.set(key, definition);
  const [oldest] = kept.keys();
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
  return definition;
}
