import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import type { StatusKind } from '#db/values.ts';
import type { Story } from './story.ts';

type Names = 'then' | 'today';
export type FactStatus = {
  id: number;
  kind: StatusKind;
  isDefault: boolean;
  isRetired: boolean;
  usualSeconds: number | null;
};

/** What reports are counted with, besides the contacts. */
export type ReportFacts = {
  /** All there ever were, in the funnel's order. */
  statuses: FactStatus[];
  /** What a status counts as; null: as none. */
  statusAs: (id: number, names: Names) => number | null;
  /** What an origin counts as. */
  originAs: (id: number, names: Names) => number;
  /** The origin that a contact without touches came from. */
  ownOrigin: (story: Story, names: Names) => number;
};

type MovedRow = { id: number; to: number | null };

/** Reads them from the tables of names and from what was told of them. */
export async function readReportFacts(db: Db | Tx, workspaceId: number): Promise<ReportFacts> {
  const statuses = await db.execute<FactStatus>(sql`
    select s.id::int, s.kind, s.is_default as "isDefault", s.retired_at is not null as "isRetired",
      case when s.kind = 'open' then p.usual_seconds end as "usualSeconds"
    from statuses s left join status_paces p on p.workspace_id = s.workspace_id and p.status_id = s.id
    where s.workspace_id = ${workspaceId} order by s.position, s.id`);
  const origins = await db.execute<MovedRow>(sql`
    select id::int, merged_into_id::int as "to" from origins where workspace_id = ${workspaceId}`);
  const retirements = await db.execute<MovedRow>(sql`
    select subject_id::int as id, (after ->> 'movedTo')::int as "to" from workspace_events
    where workspace_id = ${workspaceId} and subject_kind = 'status' and kind = 'status.retired' order by id`);
  const retired = new Set(statuses.filter(({ isRetired }) => isRetired).map(({ id }) => id));
  const movedTo = new Map(retirements.map(({ id, to }) => [id, to]));
  const heir = (id: number) => lastOf(id, (one) => (retired.has(one) ? movedTo.get(one) : null));
  const into = new Map(origins.map(({ id, to }) => [id, to]));
  const facts = {
    statuses: [...statuses],
    statusAs: (id: number, names: Names) => {
      if (names === 'then') return id;
      return retired.has(heir(id)) ? null : heir(id);
    },
    originAs: (id: number, names: Names) =>
      names === 'then' ? id : (lastOf(id, (one) => into.get(one)) ?? id),
  };
  const merges = await db.execute<{ changeId: string }>(sql`
    select change_id as "changeId" from origin_merges where workspace_id = ${workspaceId}`);
  const merging = new Set(merges.map(({ changeId }) => changeId));
  return {
    ...facts,
    ownOrigin: ({ contact, originChanges }, names) => {
      const now = contact?.originId ?? 0;
      if (names === 'today') return facts.originAs(now, names);
      const isMerge = ({ changeId }: Story['originChanges'][number]) =>
        changeId !== null && merging.has(changeId);
      const chosen = originChanges.findLastIndex((change) => !isMerge(change));
      return originChanges[chosen + 1]?.from ?? now;
    },
  };
}

/** Where a chain ends that begins at `id`. */
function lastOf(id: number, next: (id: number) => number | null | undefined): number {
  const seen = new Set([id]);
  let at = id;
  for (let to = next(at); to && !seen.has(to); to = next(at)) {
    seen.add(to);
    at = to;
  }
  return at;
}
