import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { segments } from '#db/schema/segments.ts';
import { authorize, mayRole, type Permission } from '../authorize.ts';
import { visibleSegments } from '../contacts/resolve-filter.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { storedDefinition } from './stored-definition.ts';
import type { Definition } from './types.ts';
import { isUsedIn, type Thing } from './uses-rules.ts';

const thingInput = z.object({
  kind: z.enum(['status', 'origin', 'field', 'group', 'segment', 'member'], { error: 'invalid' }),
  id,
});

/** Who may take a thing away, and so is shown what it takes along, sales staff too. */
const MAY: Record<Thing['kind'], Permission> = {
  status: 'status.write',
  origin: 'origin.write',
  field: 'field.write',
  group: 'group.write',
  segment: 'segment.write',
  member: 'member.manage',
};

export type AutomationUse = { id: number; name: string; isOn: boolean };

/**
 * The automations that name a thing, by name: what is shown before it goes, to those who may take it away or read automations.
 * @throws `invalid`; `not_found`, of another member's own segment; `forbidden`.
 */
export async function listUses(ctx: Ctx, input: unknown): Promise<AutomationUse[]> {
  // What is asked about says who may ask; whoever may ask about nothing is told no more than that.
  authorize(ctx, 'group.write');
  const thing = parseInput(thingInput, input);
  const isReader = ctx.actor.kind !== 'member' || mayRole(ctx.actor.role, 'automation.read');
  if (!isReader) await requireTaker(ctx, thing);
  return (await readUses(ctx, thing)).map(({ definition: _, ...use }) => use);
}

async function requireTaker(ctx: Ctx, { kind, id: thingId }: Thing): Promise<void> {
  authorize(ctx, MAY[kind]);
  if (kind !== 'segment') return;
  const [found] = await ctx.db
    .select({ id: segments.id })
    .from(segments)
    .where(and(visibleSegments(ctx), eq(segments.id, thingId)));
  if (!found) throw notFound();
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
