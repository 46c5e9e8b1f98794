import { sql } from 'drizzle-orm';
import type { Check } from './check.ts';

/** Acts on many contacts. Those older than 30 days have no targets any more. */
export const BULK_CHECKS: Check[] = [
  {
    name: 'bulk_does_not_add_up',
    says: 'the counts of a finished change of many are not those of its contacts',
    query: sql`
      select concat_ws('/', b.workspace_id, b.id) as what
      from bulk_changes b
      join (
        select workspace_id, bulk_id, count(*) as total, count(outcome) as ended,
          count(*) filter (where outcome in ('changed', 'restored', 'kept')) as changed,
          count(*) filter (where outcome = 'skipped') as skipped
        from bulk_targets group by 1, 2
      ) as targets on targets.workspace_id = b.workspace_id and targets.bulk_id = b.id
      where targets.total <> b.total
        or b.state in ('done', 'undone') and b.created_at > now() - interval '29 days' and (
          b.state = 'done' and targets.ended <> b.total
          or targets.changed <> coalesce((b.counts ->> 'changed')::int, 0)
            + coalesce((b.counts ->> 'restored')::int, 0) + coalesce((b.counts ->> 'kept')::int, 0)
          or targets.skipped <> coalesce((b.counts ->> 'skipped')::int, 0))`,
  },
];
