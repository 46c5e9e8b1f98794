import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { groups } from '#db/schema/groups.ts';
import type { Ctx } from '../ctx.ts';
import { answerForMany } from '../fields/answer-for-many.ts';
import { lockFields } from '../fields/list.ts';
import type { Field, FieldValue } from '../fields/types.ts';
import { readFieldValue } from '../fields/values.ts';
import { addMembers, removeMembers } from '../groups/members.ts';
import type { BulkChange } from './change.ts';
import type { Bulk } from './internal.ts';
import { type LastEvent, readLastEvents } from './last-events.ts';
import { lockVisible } from './lock-visible.ts';
import type { Fate } from './rules.ts';

type OtherChange = Extract<BulkChange, { kind: 'group_add' | 'group_remove' | 'field' }>;
type Request = { ids: number[]; bulk: Bulk; undoChangeId: string };
type Restorer = (ids: number[], last: Map<number, LastEvent>) => Promise<number[]>;

/** Takes contacts out of a group or puts them back, or gives them their earlier answers, where nobody touched them since. */
export async function restoreOthers(
  ctx: Ctx,
  change: OtherChange,
  { ids, bulk, undoChangeId }: Request,
): Promise<Map<number, Fate>> {
  const restore = await restorerFor(ctx, change, undoChangeId);
  const seen = new Set(await lockVisible(ctx, ids));
  // Read after the locks: whoever held one before us has told what they did by now.
  const last = await readLastEvents(ctx, [...seen]);
  const untouched = ids.filter((id) => last.get(id)?.changeId === bulk.changeId);
  const restored = new Set(restore ? await restore(untouched, last) : []);
  const isUntouched = new Set(untouched);
  return new Map(
    ids.map((id): [number, Fate] => {
      if (!seen.has(id)) return [id, 'missing'];
      if (!isUntouched.has(id)) return [id, 'touched'];
      return [id, restored.has(id) ? 'restored' : 'gone'];
    }),
  );
}

/** How contacts get back what they had; null when the group or the field is gone. Locks it, before any contact. */
async function restorerFor(ctx: Ctx, change: OtherChange, changeId: string): Promise<Restorer | null> {
  if (change.kind === 'field') {
    const [field] = await lockFields(ctx, [change.fieldId]);
    return field ? (ids, last) => restoreAnswers(ctx, field, { ids, last, changeId }) : null;
  }
  const [group] = await ctx.db
    .select({ id: groups.id })
    .from(groups)
    .where(
      and(eq(groups.workspaceId, ctx.workspace.id), eq(groups.id, change.groupId), isNull(groups.deletedAt)),
    )
    .for('share');
  if (!group) return null;
  const write = change.kind === 'group_add' ? removeMembers : addMembers;
  return (contactIds) => write(ctx, { groupId: group.id, contactIds, changeId });
}

const answered = z.object({ value: z.union([z.string(), z.number(), z.boolean(), z.null()]) });

async function restoreAnswers(
  ctx: Ctx,
  field: Field,
  { ids, last, changeId }: { ids: number[]; last: Map<number, LastEvent>; changeId: string },
): Promise<number[]> {
  const byValue = new Map<FieldValue, number[]>();
  for (const id of ids) {
    const earlier = answerBefore(field, last.get(id), ctx.workspace.locale);
    if (earlier) byValue.set(earlier.value, [...(byValue.get(earlier.value) ?? []), id]);
  }
  const restored: number[] = [];
  for (const [value, contactIds] of byValue)
    restored.push(...(await answerForMany(ctx, { field, value, contactIds, changeId })));
  return restored;
}

/** Null when the field cannot hold it any more. */
function answerBefore(field: Field, event: LastEvent | undefined, locale: string) {
  const fields = z.record(z.string(), z.unknown()).safeParse(event?.before.fields).data;
  const before = answered.safeParse(fields?.[String(field.id)]).data;
  const read = before && readFieldValue(field, before.value, locale);
  return read?.ok ? { value: read.value } : null;
}
