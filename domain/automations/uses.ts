import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { id, parseInput } from '../input.ts';
import { storedDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';
import { isUsedIn, type Thing } from './uses-rules.ts';

const thingInput = z.object({
  kind: z.enum(['status', 'origin', 'field', 'group', 'segment', 'member'], { error: 'invalid' }),
  id,
});

export type AutomationUse = { id: number; name: string; isOn: boolean };

/** The automations that name a thing, by name: what is shown before it goes. @throws `invalid`; `forbidden`. */
export async function listUses(ctx: Ctx, input: unknown): Promise<AutomationUse[]> {
  // Whoever may take away what they use has to see it, sales staff too.
  authorize(ctx, 'status.read');
  const thing = parseInput(thingInput, input);
  return (await readUses(ctx, thing)).map(({ definition: _, ...use }) => use);
}

/** The same with what each does, for those who change it. Whoever calls has authorised. */
export async function readUses(
  ctx: Ctx,
  thing: Thing,
): Promise<(AutomationUse & { definition: Definition })[]> {
  const rows = await ctx.db
    .select({
      id: automations.id,
      name: automations.name,
      isOn: automations.isOn,
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
    .where(and(eq(automations.workspaceId, ctx.workspace.id), isNull(automations.deletedAt)))
    .orderBy(sql`${automations.name} collate "pt-BR-x-icu"`, automations.id);
  return rows.flatMap((row) => {
    const definition = storedDefinition(row.definition);
    return definition && isUsedIn(definition, thing) ? [{ ...row, definition }] : [];
  });
}
