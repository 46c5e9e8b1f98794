import type postgres from 'postgres';
import type { Deciding } from './decide-sql.ts';

type Live = Pick<Deciding, 'live' | 'statusId'>;

/**
 * The statuses, origins and members that contacts may point at now. `isLocked`: kept from going away until the transaction ends, as single writes keep
 * the few that they use.
 */
export async function readLive(sql: postgres.Sql, workspaceId: number, isLocked: boolean): Promise<Live> {
  const lock = isLocked ? sql`for key share` : sql``;
  const statuses = await sql<{ id: string; is_default: boolean }[]>`
    select id, is_default from statuses where workspace_id = ${workspaceId} and retired_at is null order by id ${lock}`;
  const origins = await sql<{ id: string }[]>`
    select id from origins
    where workspace_id = ${workspaceId} and archived_at is null and merged_into_id is null order by id ${lock}`;
  const owners = await sql<{ id: string }[]>`
    select user_id as id from memberships
    where workspace_id = ${workspaceId} and deactivated_at is null order by user_id ${lock}`;
  const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => Number(id));
  const standard = statuses.find((status) => status.is_default);
  return {
    live: { statusIds: ids(statuses), originIds: ids(origins), ownerIds: ids(owners) },
    statusId: standard ? Number(standard.id) : null,
  };
}
