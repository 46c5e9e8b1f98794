import { and, eq, sql } from 'drizzle-orm';
import { statuses } from '#db/schema/statuses.ts';
import { nameKey } from '#lib/text.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { updateInput } from './input.ts';
import { clearDefault, explainStatusFailure, lockStatuses } from './internal.ts';
import { type Status, statusColumns } from './list.ts';
import { sameName } from './rules.ts';

/**
 * Changes a status that the person saw at `version`, and returns it as it is now. A save that changes nothing writes nothing.
 * @throws `stale` with `details: { current: Status }` when somebody else changed it since; `invalid` as `createStatus`, and
 * (kind: last_open_status; isDefault: default_needed); `not_found`; `forbidden`.
 */
export async function updateStatus(ctx: Ctx, input: unknown): Promise<Status> {
  authorize(ctx, 'status.write');
  const facts = parseInput(updateInput, input);
  try {
    return await inTransaction(ctx, (tx) => update(tx, facts));
  } catch (error) {
    throw explainStatusFailure(error);
  }
}

async function update(ctx: Ctx, facts: ReturnType<typeof updateInput.parse>): Promise<Status> {
  const all = await lockStatuses(ctx);
  const current = all.find((status) => status.id === facts.id);
  if (!current) throw notFound();
  if (current.version !== facts.version) throw new DomainError('stale', { details: { current } });
  refuse(all, current, facts);
  const before = changedFacts(current, facts);
  if (Object.keys(before).length === 0) return current;
  if (facts.isDefault && !current.isDefault) await clearDefault(ctx);
  const { name, colour, kind, isDefault } = facts;
  const [updated] = await ctx.db
    .update(statuses)
    .set({
      name,
      nameKey: nameKey(name),
      colour,
      kind,
      isDefault,
      version: sql`${statuses.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(
      and(
        eq(statuses.workspaceId, ctx.workspace.id),
        eq(statuses.id, facts.id),
        eq(statuses.version, facts.version),
      ),
    )
    .returning(statusColumns);
  if (!updated) throw new DomainError('stale', { details: { current } });
  await recordWorkspaceEvent(ctx, {
    subject: 'status',
    subjectId: updated.id,
    kind: 'status.updated',
    before,
    after: Object.fromEntries(Object.keys(before).map((field) => [field, updated[field as keyof Status]])),
  });
  return updated;
}

function refuse(all: Status[], current: Status, facts: ReturnType<typeof updateInput.parse>): void {
  const taken = sameName(all, facts.name, current.id);
  if (taken) throw invalidField('name', 'name_taken_by', { name: taken.name });
  const isLastOpen = !all.some((status) => status.kind === 'open' && status.id !== current.id);
  if (facts.kind !== 'open' && isLastOpen) throw invalidField('kind', 'last_open_status');
  if (current.isDefault && !facts.isDefault) throw invalidField('isDefault', 'default_needed');
}

function changedFacts(current: Status, facts: ReturnType<typeof updateInput.parse>): Partial<Status> {
  const fields = ['name', 'colour', 'kind', 'isDefault'] as const;
  const changed = fields.filter((field) => current[field] !== facts[field]);
  return Object.fromEntries(changed.map((field) => [field, current[field]]));
}
