import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { contacts } from '#db/schema/contacts.ts';
import { statuses } from '#db/schema/statuses.ts';
import { authorize } from '../authorize.ts';
import { actorId, type Ctx, inTransaction } from '../ctx.ts';
import { DomainError, invalidField, notFound } from '../errors.ts';
import { keepAutomationsQuiet, LIVE_CHANNEL, type LiveUpdate } from '../events.ts';
import { id, parseInput, version } from '../input.ts';
import { visibleContacts } from './where.ts';

export type Moved = {
  id: number;
  version: number;
  statusId: number;
  statusSince: Date;
  lastActivityAt: Date;
};

/** What the loser of a race is told: where the contact is now, and who put it there when. */
export type MoveConflict = {
  current: {
    statusId: number;
    version: number;
    statusName: string;
    movedBy: string | null;
    at: Date;
  };
};

const moveInput = z.object({
  id,
  version,
  statusId: id,
  isUndo: z.boolean({ error: 'invalid' }).default(false),
});
type Move = z.output<typeof moveInput>;

/**
 * Moves a contact that the person saw at `version` to a live status. Already there: nothing is written. Moving back is its undo
 * (`isUndo`), which sets no automations off.
 * @throws `stale` with `details: MoveConflict` when somebody else changed the contact since; `invalid` (statusId: gone); `not_found`.
 */
export async function moveToStatus(ctx: Ctx, input: unknown): Promise<Moved> {
  authorize(ctx, 'contact.write');
  const move = parseInput(moveInput, input);
  const moved = move.isUndo ? await moveBack(ctx, move) : await write(ctx, move);
  return moved ?? explain(ctx, move);
}

function moveBack(ctx: Ctx, move: Move): Promise<Moved | undefined> {
  return inTransaction(ctx, async (tx) => {
    await keepAutomationsQuiet(tx);
    return write(tx, move);
  });
}

/**
 * Move, event, tallies (by trigger) and announcement in one statement: one journey to the database, and all or nothing. The status is locked
 * before the contact, as retiring a status does.
 */
async function write(ctx: Ctx, { id, version, statusId, isUndo }: Move): Promise<Moved | undefined> {
  const announced: LiveUpdate = { workspaceId: ctx.workspace.id, subject: 'contacts', ids: [id] };
  const rows = await ctx.db.execute<{ version: number; since: string }>(sql`
    with target as (
      select id from statuses
      where workspace_id = ${ctx.workspace.id} and id = ${statusId} and retired_at is null
      for key share
    ), seen as (
      select id, status_id, status_since from ${contacts}
      where workspace_id = ${ctx.workspace.id} and id = ${id} and version = ${version}
        and status_id <> ${statusId} and ${visibleContacts(ctx) ?? sql`true`}
    ), moved as (
      update contacts c
      set status_id = target.id, status_since = now(), last_activity_at = now(), updated_at = now(),
        version = c.version + 1
      from target, seen
      where c.workspace_id = ${ctx.workspace.id} and c.id = seen.id and c.version = ${version}
      returning c.id, c.version, c.status_since, seen.status_id as from_id, seen.status_since as from_since
    ), recorded as (
      insert into contact_events (workspace_id, contact_id, kind, actor_kind, actor_id, before, after)
      select ${ctx.workspace.id}, id, 'contact.status_changed', ${ctx.actor.kind}, ${actorId(ctx)},
        jsonb_build_object('statusId', from_id, 'statusSince', from_since),
        jsonb_build_object('statusId', ${statusId}::bigint) || ${isUndo ? sql`'{"isUndo": true}'::jsonb` : sql`'{}'::jsonb`}
      from moved
    )
    select version, status_since as since, pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(announced)}) from moved`);
  const row = rows[0];
  if (!row) return undefined;
  const since = new Date(row.since);
  return { id, version: row.version, statusId, statusSince: since, lastActivityAt: since };
}

async function explain(ctx: Ctx, { id, statusId }: Move): Promise<Moved> {
  const [current] = await ctx.db
    .select({
      id: contacts.id,
      version: contacts.version,
      statusId: contacts.statusId,
      statusSince: contacts.statusSince,
      lastActivityAt: contacts.lastActivityAt,
      updatedAt: contacts.updatedAt,
      statusName: statuses.name,
      movedBy: lastActor(id),
    })
    .from(contacts)
    .innerJoin(
      statuses,
      and(eq(statuses.workspaceId, contacts.workspaceId), eq(statuses.id, contacts.statusId)),
    )
    .where(and(eq(contacts.workspaceId, ctx.workspace.id), eq(contacts.id, id), visibleContacts(ctx)));
  if (!current) throw notFound();
  const { updatedAt: at, statusName, movedBy, ...moved } = current;
  if (moved.statusId === statusId) return moved;
  if (!(await isLive(ctx, statusId))) throw invalidField('statusId', 'gone');
  const conflict: MoveConflict = {
    current: { statusId: moved.statusId, version: moved.version, statusName, movedBy, at },
  };
  throw new DomainError('stale', { details: conflict });
}

/** The name of the member who last did something to the contact; null for the product's own doing. */
function lastActor(contactId: number) {
  return sql<string | null>`(
    select (select u.name from users u where u.id = e.actor_id) from contact_events e
    where e.workspace_id = ${contacts.workspaceId} and e.contact_id = ${contactId}
    order by e.id desc limit 1)`;
}

async function isLive(ctx: Ctx, statusId: number): Promise<boolean> {
  const [status] = await ctx.db
    .select({ id: statuses.id })
    .from(statuses)
    .where(
      and(eq(statuses.workspaceId, ctx.workspace.id), eq(statuses.id, statusId), isNull(statuses.retiredAt)),
    );
  return status !== undefined;
}
