import { and, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import type { Ctx } from '../ctx.ts';
import type { Campaign, Check } from './check.ts';

type PastCheck = Extract<Check, { kind: 'stay' | 'stood' | 'moved' | 'touched' }>;

/**
 * A check on what has been as a condition on `contacts`. Always `exists`: of a popular status there are as many stays as contacts, too many to gather
 * first where it is one of several that may hold.
 */
export function pastWhere(ctx: Ctx, check: PastCheck): SQL {
  const table = check.kind === 'touched' ? sql`touches x` : sql`status_stays x`;
  return sql`exists (select 1 from ${table} where ${and(
    sql`x.workspace_id = ${ctx.workspace.id}`,
    sql`x.contact_id = ${contacts.id}`,
    check.kind === 'touched' ? touchIs(check) : check.kind === 'moved' ? moveIs(check) : stayIs(check),
  )})`;
}

function moveIs({ by, from, to }: Extract<PastCheck, { kind: 'moved' }>): SQL | undefined {
  return and(
    sql`x.from_status_id is not null`,
    by === null ? undefined : sql`x.moved_by = ${by}`,
    ...within(sql`x.since`, from, to),
  );
}

function stayIs(check: Extract<PastCheck, { kind: 'stay' | 'stood' }>): SQL | undefined {
  const there = sql`x.status_id = ${check.statusId}`;
  if (check.kind === 'stood') {
    const at = sql`${check.at.toISOString()}::timestamptz`;
    return and(there, sql`x.since <= ${at}`, sql`(x.until is null or x.until > ${at})`);
  }
  const edge = check.edge === 'since' ? sql`x.since` : sql`x.until`;
  return and(
    there,
    check.cameFrom === null ? undefined : sql`x.from_status_id = ${check.cameFrom}`,
    check.edge === 'until' ? sql`x.until is not null` : undefined,
    ...within(edge, check.from, check.to),
  );
}

function within(at: SQL, from: Date | null, to: Date | null): (SQL | undefined)[] {
  return [
    from ? sql`${at} >= ${from.toISOString()}::timestamptz` : undefined,
    to ? sql`${at} < ${to.toISOString()}::timestamptz` : undefined,
  ];
}

/**
 * Decided anew, a touch counts no more: the one that supersedes it does. Which comes first is looked up touch by touch (`limit 1`): joins would read
 * all touches for those of one origin.
 */
function touchIs({ which, originIds, campaign }: Extract<PastCheck, { kind: 'touched' }>): SQL | undefined {
  // Of a contact with touches some one counts.
  if (originIds === null) return undefined;
  const ofOrigins = sql`x.origin_id = any(${`{${originIds.join(',')}}`}::bigint[])`;
  const its = campaign === null ? undefined : campaignIs(campaign);
  if (which === 'any') return and(ofOrigins, its, counts(sql`x`));
  const order = which === 'first' ? sql`y.at, y.id` : sql`y.at desc, y.id desc`;
  return and(
    ofOrigins,
    its,
    sql`x.id = (
      select y.id from touches y where y.workspace_id = x.workspace_id and y.contact_id = x.contact_id and ${counts(sql`y`)}
      order by ${order} limit 1)`,
  );
}

function counts(touch: SQL): SQL {
  return sql`not exists (
    select from touches later where later.workspace_id = ${touch}.workspace_id and later.supersedes_id = ${touch}.id)`;
}

/** Whoever came by a link of ours followed it, advertisement or not. */
function campaignIs({ kind, key }: Campaign): SQL {
  return kind === 'ad'
    ? sql`(x.link_id is null and x.evidence -> 'referral' ->> 'sourceId' = ${key})`
    : sql`x.link_id in (select k.id from tracked_links k where k.workspace_id = x.workspace_id and k.code = ${key})`;
}
