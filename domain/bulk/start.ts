import { randomUUID } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { bulkChanges } from '#db/schema/bulk.ts';
import { contacts } from '#db/schema/contacts.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, forbidden, invalidField } from '../errors.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';
import { wakeWorker } from '../jobs.ts';
import { AT_ONCE_MAX } from './change.ts';
import { startInput } from './input.ts';
import { isBulk, lockKnown } from './internal.ts';
import { getBulkChange } from './list.ts';
import { lockTarget } from './lock-target.ts';
import { isMoreThanSaid } from './rules.ts';
import { selectionWhere } from './selection.ts';
import type { BulkView } from './view.ts';
import { workAtOnce } from './work.ts';

type Request = z.output<typeof startInput>;

/**
 * Begins one act on many contacts: those that match now are its targets, whatever happens to the filter later. Up to 500 are done when it returns,
 * more by the worker. The same `requestId` again is the same act.
 * @throws `stale` with `details: { total }` when many more match than the preview said; `invalid` (selection: required, too_many_picked,
 * nothing_selected; statusId, originId, ownerIds: gone); `forbidden`.
 */
export async function startBulk(ctx: Ctx, input: unknown): Promise<BulkView> {
  authorize(ctx, 'contact.bulk');
  const request = parseInput(startInput, input);
  authorize(ctx, request.change.kind === 'delete' ? 'contact.delete' : 'contact.write');
  const id = await inTransaction(ctx, async (tx) => (await begin(tx, request)) ?? findBegun(tx, request));
  return getBulkChange(ctx, { id });
}

/** Null when the same request has begun it already. */
async function begin(ctx: Ctx, request: Request): Promise<number | null> {
  const { selection, requestId } = request;
  const change = await lockTarget(ctx, request.change);
  const changeId = randomUUID();
  const [added] = await ctx.db
    .insert(bulkChanges)
    .values({
      workspaceId: ctx.workspace.id,
      state: 'queued',
      change,
      query: 'query' in selection ? selection.query : '',
      firesAutomations: request.firesAutomations,
      total: 0,
      changeId,
      requestId,
      createdBy: memberId(ctx),
    })
    .onConflictDoNothing()
    .returning({ id: bulkChanges.id });
  if (!added) return null;
  const total = await freeze(ctx, added.id, request);
  await ctx.db.update(bulkChanges).set({ total }).where(isBulk(ctx, added.id));
  await recordWorkspaceEvent(ctx, {
    subject: 'bulk',
    subjectId: added.id,
    kind: 'bulk.started',
    after: { ...change, total },
    changeId,
  });
  if (total <= AT_ONCE_MAX) await workAtOnce(ctx, await lockKnown(ctx, added.id));
  else await wakeWorker(ctx, 'run-bulk');
  return added.id;
}

/** Writes down who is meant. */
async function freeze(ctx: Ctx, bulkId: number, { selection, expectedTotal }: Request): Promise<number> {
  const where = await selectionWhere(ctx, selection);
  const { count: total } = await ctx.db.execute(sql`
    insert into bulk_targets (workspace_id, bulk_id, contact_id)
    select ${ctx.workspace.id}, ${bulkId}, ${contacts.id} from ${contacts} where ${where} order by ${contacts.id}`);
  if (total === 0) throw invalidField('selection', 'nothing_selected');
  if (isMoreThanSaid(total, expectedTotal)) throw new DomainError('stale', { details: { total } });
  return total;
}

async function findBegun(ctx: Ctx, { requestId }: Request): Promise<number> {
  const [begun] = await ctx.db
    .select({ id: bulkChanges.id })
    .from(bulkChanges)
    .where(
      and(
        eq(bulkChanges.workspaceId, ctx.workspace.id),
        eq(bulkChanges.createdBy, memberId(ctx)),
        eq(bulkChanges.requestId, requestId),
      ),
    );
  if (!begun) throw new DomainError('stale');
  return begun.id;
}

/** Only members act in bulk: their role decides what the worker may do later. */
function memberId({ actor }: Ctx): number {
  if (actor.kind !== 'member') throw forbidden();
  return actor.userId;
}
