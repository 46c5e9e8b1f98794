import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { contactMerges } from '#db/schema/merges.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { changeEvents } from './change-events.ts';
import type { ContactFacts } from './input.ts';
import { lockHolders } from './mains.ts';
import { mergeInput } from './merge-input.ts';
import { type MergePlan, planMerge } from './merge-plan.ts';
import { readSide, type WholeSide } from './merge-side.ts';
import { moveBelongings, writeSurvivor } from './merge-writes.ts';
import { NOTES_MAX } from './rules.ts';

/** `mergeId` takes it back (`splitContact`). */
export type ContactsMerged = {
  mergeId: number;
  id: number;
  version: number;
  name: string;
  fromId: number;
  fromName: string;
};

type Request = ReturnType<typeof mergeInput.parse>;

/**
 * Makes one contact of two, both as the person saw them at their versions: field by field as `choices` say, else by `defaultChoices`.
 * Identities, groups and consents move; history stays where it happened and is read from both. The one that goes is kept whole, so that
 * `splitContact` can bring it back. One transaction.
 * @throws `stale` with `details: StaleContact` (`current.id` says which of the two); `invalid` (fromId: same_contact; notes: too_long);
 * `not_found`; `forbidden`.
 */
export async function mergeContacts(ctx: Ctx, input: unknown): Promise<ContactsMerged> {
  authorize(ctx, 'contact.merge');
  const request = parseInput(mergeInput, input);
  if (request.fromId === request.intoId) throw invalidField('fromId', 'same_contact');
  return inTransaction(ctx, (tx) => merge(tx, request));
}

async function merge(ctx: Ctx, request: Request): Promise<ContactsMerged> {
  // Read before they are locked: status and origin are locked first, as retiring and merging those do. The versions vouch for it.
  await lockPointers(ctx, planMerge(...(await readSides(ctx, request)), request));
  await lockHolders(ctx, [
    { id: request.intoId, version: request.intoVersion },
    { id: request.fromId, version: request.fromVersion },
  ]);
  const [into, from] = await readSides(ctx, request);
  const plan = planMerge(into, from, request);
  if (plan.result.notes.length > NOTES_MAX) throw invalidField('notes', 'too_long', { max: NOTES_MAX });
  const changeId = randomUUID();
  const { taken, addedGroups } = await moveBelongings(ctx, into.id, from.id);
  const { facts, answers } = plan;
  const [row] = await ctx.db
    .insert(contactMerges)
    .values({
      workspaceId: ctx.workspace.id,
      fromId: from.id,
      intoId: into.id,
      changeId,
      taken,
      before: { facts, answers, addedGroups },
      mergedAt: sql`now()`,
      mergedBy: actorId(ctx),
    })
    .returning({ id: contactMerges.id });
  if (!row) throw new Error('insert returned no merge');
  const version = await writeSurvivor(ctx, into, plan);
  await recordContactEvents(ctx, eventsOf(into, from, plan, changeId));
  const { firstName, lastName } = plan.result;
  const name = `${firstName} ${lastName}`.trim();
  return { mergeId: row.id, id: into.id, version, name, fromId: from.id, fromName: from.name };
}

async function readSides(ctx: Ctx, { intoId, fromId }: Request): Promise<[WholeSide, WholeSide]> {
  return [await readSide(ctx, intoId), await readSide(ctx, fromId)];
}

/** Keeps the status and the origin of the result from going away meanwhile. */
async function lockPointers(ctx: Ctx, { result: { statusId, originId } }: MergePlan): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await ctx.db.execute(
    sql`select id from statuses where workspace_id = ${workspaceId} and id = ${statusId} for key share`,
  );
  await ctx.db.execute(
    sql`select id from origins where workspace_id = ${workspaceId} and id = ${originId} for key share`,
  );
}

function eventsOf(into: WholeSide, from: WholeSide, { result, facts }: MergePlan, changeId: string) {
  const isFact = (field: string): field is keyof ContactFacts & string => field in into && field in FACTS;
  const changed = Object.keys(facts).filter(isFact);
  const { statusId, originId, ownerId } = from;
  const events = [
    ...changeEvents(into.id, changed, into, result).map((event) =>
      event.kind === 'contact.status_changed'
        ? { ...event, after: { ...event.after, statusSince: result.statusSince } }
        : event,
    ),
    {
      contactId: from.id,
      kind: 'contact.merged' as const,
      before: { statusId, originId, ownerId },
      after: { intoId: into.id },
    },
    { contactId: into.id, kind: 'contact.merged' as const, after: { fromId: from.id } },
  ];
  return events.map((event) => ({ ...event, changeId }));
}

const FACTS: Record<keyof ContactFacts, true> = {
  firstName: true,
  lastName: true,
  type: true,
  phone: true,
  email: true,
  company: true,
  website: true,
  notes: true,
  isActive: true,
  ownerId: true,
  statusId: true,
  originId: true,
};
