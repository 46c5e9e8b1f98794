import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { automations, automationVersions } from '#db/schema/automations.ts';
import { workspaceEvents } from '#db/schema/events.ts';
import { originMerges } from '#db/schema/origins.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { lookAhead } from './check-definition.ts';
import { moveRuns } from './end-runs.ts';
import { type AutomationRow, addVersion, lockAutomation, lockStored, nextVersion } from './internal.ts';
import { writeListeners } from './listeners.ts';
import { lockAutomations } from './lock.ts';
import { storedDefinition } from './stored-definition.ts';
import { turnOff } from './switch-off.ts';
import { turnOn } from './switch-on.ts';
import type { Definition } from './types.ts';
import { readUses } from './uses.ts';
import { isUsedIn, type Swap, swapped, type Thing } from './uses-rules.ts';

/**
 * Lets automations go on without a thing that goes, inside the caller's transaction, under its `changeId`: where another takes its place (`swap`), steps
 * name that one from now on, also for contacts on their way; those that still name it are switched off, and contacts inside finish. Whoever calls has
 * authorised to take the thing away, which is why it happens in the product's name: sales staff may delete a group of theirs.
 */
export async function releaseThing(
  ctx: Ctx,
  thing: Thing,
  { swap, changeId }: { swap?: Swap; changeId?: string } = {},
): Promise<void> {
  const product = inProductsName(ctx);
  await lockAutomations(product);
  for (const use of await readUses(product, thing)) {
    const after = swap ? swapped(use.definition, swap) : use.definition;
    if (!isSameText(after, use.definition)) await rewrite(product, use.id, after, changeId);
    if (use.isOn && mustStop(after, thing)) await turnOff(product, use, changeId);
  }
}

/** Filters still know a member who left, and nobody is given contacts by a trigger. */
function mustStop(definition: Definition, thing: Thing): boolean {
  const { conditions, steps } = definition;
  if (thing.kind !== 'member') return isUsedIn(definition, thing);
  const asksNobody: Definition['trigger'] = { kind: 'contact_created', ways: [] };
  return isUsedIn({ trigger: asksNobody, conditions: { ...conditions, filter: '' }, steps }, thing);
}

async function rewrite(
  ctx: Ctx,
  id: number,
  definition: Definition,
  changeId: string | undefined,
): Promise<void> {
  const current = await lockAutomation(ctx, id);
  const number = current.number + 1;
  await ctx.db
    .update(automations)
    .set({ version: nextVersion, updatedAt: sql`now()` })
    .where(and(eq(automations.workspaceId, ctx.workspace.id), eq(automations.id, id)));
  const versionId = await addVersion(ctx, { automationId: id, number, definition });
  if (current.isOn) await writeListeners(ctx, id, definition);
  // Those that were under way are held (`holdUses`). One that began since, and is at a step that waits for the thing, finishes what it began with.
  await moveRuns(ctx, id, versionId, { isWaiting: false });
  await recordWorkspaceEvent(ctx, {
    subject: 'automation',
    subjectId: id,
    kind: 'automation.updated',
    before: { name: current.name, number: current.number },
    after: { name: current.name, number },
    changeId,
  });
}

const numbers = z.object({ number: z.number() });

/**
 * Takes `releaseThing` back where nobody has changed the automation since: its steps name the thing again, and it is on again if nothing stands against
 * that. Whoever calls has authorised, and has brought the thing back.
 */
export async function retakeThing(ctx: Ctx, { changeId }: { changeId: string }): Promise<void> {
  const product = inProductsName(ctx);
  await lockAutomations(product);
  const events = await ctx.db
    .select({
      id: workspaceEvents.subjectId,
      kind: workspaceEvents.kind,
      before: workspaceEvents.before,
      after: workspaceEvents.after,
    })
    .from(workspaceEvents)
    .where(
      and(
        eq(workspaceEvents.workspaceId, ctx.workspace.id),
        eq(workspaceEvents.changeId, changeId),
        eq(workspaceEvents.subjectKind, 'automation'),
      ),
    )
    .orderBy(workspaceEvents.id);
  const updated = events.filter(({ kind }) => kind === 'automation.updated');
  for (const { id, before, after } of updated)
    await takeBack(product, id, numbers.parse(before).number, numbers.parse(after).number, changeId);
  const stopped = events.filter(({ kind }) => kind === 'automation.switched_off');
  for (const { id } of stopped) await startAgain(product, id, changeId);
}

async function takeBack(ctx: Ctx, id: number, before: number, after: number, changeId: string) {
  const current = await findAutomation(ctx, id);
  if (current?.number !== after) return;
  const [row] = await ctx.db
    .select({ definition: automationVersions.definition })
    .from(automationVersions)
    .where(
      and(
        eq(automationVersions.workspaceId, ctx.workspace.id),
        eq(automationVersions.automationId, id),
        eq(automationVersions.number, before),
      ),
    );
  const definition = row && storedDefinition(row.definition);
  if (definition) await rewrite(ctx, id, definition, changeId);
}

async function startAgain(ctx: Ctx, id: number, changeId: string): Promise<void> {
  const current = await findAutomation(ctx, id);
  if (!current || current.isOn) return;
  const { problems, cycles } = await lookAhead(ctx, current);
  if (problems.length + cycles.length === 0) await turnOn(ctx, current, changeId);
}

/** Null: deleted meanwhile, or nobody can read what it does. */
async function findAutomation(ctx: Ctx, id: number): Promise<AutomationRow | null> {
  const [row] = await ctx.db
    .select({ deletedAt: automations.deletedAt })
    .from(automations)
    .where(and(eq(automations.workspaceId, ctx.workspace.id), eq(automations.id, id)));
  if (row?.deletedAt !== null) return null;
  const stored = await lockStored(ctx, id);
  const definition = storedDefinition(stored.definition);
  return definition && { ...stored, definition };
}

function inProductsName(ctx: Ctx): Ctx {
  return { ...ctx, actor: { kind: 'system' } };
}

function isSameText(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The change under which two origins became one. Whoever calls has authorised. @throws `not_found`. */
export async function mergeChange(ctx: Ctx, mergeId: number): Promise<string> {
  const [merge] = await ctx.db
    .select({ changeId: originMerges.changeId })
    .from(originMerges)
    .where(and(eq(originMerges.workspaceId, ctx.workspace.id), eq(originMerges.id, mergeId)));
  if (!merge) throw notFound();
  return merge.changeId;
}
