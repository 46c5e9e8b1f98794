import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';

/** The records that a contact points at. */
export type Choices = { statusId: number | null; originId: number | null; ownerId: number | null };

/**
 * Which of the asked-for status, origin and owner may be chosen now (null: gone, archived, merged, inactive, or another workspace's). No status
 * asked for: the default one. They are locked against going away until the transaction ends; lock them before the contact, as retiring
 * and merging do.
 */
export async function lockChoices(
  ctx: Ctx,
  asked: { statusId?: number; originId?: number; ownerId?: number | null },
): Promise<Choices> {
  const workspaceId = ctx.workspace.id;
  const { statusId = null, originId = null, ownerId = null } = asked;
  const [row] = await ctx.db.execute<Record<keyof Choices, string | null>>(sql`
    with status as (
      select id from statuses
      where workspace_id = ${workspaceId} and retired_at is null
        and case when ${statusId}::bigint is null then is_default else id = ${statusId} end
      for key share
    ), origin as (
      select id from origins
      where workspace_id = ${workspaceId} and id = ${originId} and archived_at is null and merged_into_id is null
      for key share
    ), owner as (
      select user_id as id from memberships
      where workspace_id = ${workspaceId} and user_id = ${ownerId} and deactivated_at is null
      for key share
    )
    select (select id from status) as "statusId", (select id from origin) as "originId",
      (select id from owner) as "ownerId"`);
  const read = (value: string | null | undefined) => (value ? Number(value) : null);
  return { statusId: read(row?.statusId), originId: read(row?.originId), ownerId: read(row?.ownerId) };
}

/** Throws `invalid` (gone) for each choice that was asked for and not found. */
export function refuseGone(asked: Partial<Choices>, found: Choices): void {
  const fields = (Object.keys(found) as (keyof Choices)[]).filter(
    (field) => typeof asked[field] === 'number' && found[field] === null,
  );
  if (fields.length === 0) return;
  throw new DomainError('invalid', {
    fields: Object.fromEntries(fields.map((field) => [field, { code: 'gone' }])),
  });
}
