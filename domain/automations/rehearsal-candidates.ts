import { type SQL, sql } from 'drizzle-orm';
import type { ContactEventKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import { isSegmentTrigger, listensTo } from './trigger-rules.ts';
import type { Trigger, TriggerOf } from './types.ts';

/** So many events, or people, are gone through; of a longer history the newest. */
const LOOKED_AT_MAX = 200_000;

/** Whose history is gone through. `from`: later than was asked for where there is more than can be. */
export type Candidates = { ids: number[]; events: number; from: Date; isCut: boolean };

type Period = { from: Date; until: Date };
type Row = { id: string; total: number; at: number };

/** The people in whose history a trigger may find something, by id. */
export async function readCandidates(ctx: Ctx, trigger: Trigger, period: Period): Promise<Candidates> {
  const found = await ctx.db.execute<Row>(sql`
    with found as (${candidates(ctx, trigger, period)} limit ${LOOKED_AT_MAX})
    select contact_id as id, count(*)::int as total, (extract(epoch from min(at)) * 1000)::float8 as at
    from found where contact_id is not null group by contact_id order by contact_id`);
  const events = found.reduce((sum, { total }) => sum + total, 0);
  const isCut = events >= LOOKED_AT_MAX;
  const first = found.reduce((least, { at }) => Math.min(least, at), period.until.getTime());
  return {
    ids: found.map(({ id }) => Number(id)),
    events,
    from: isCut ? new Date(Math.max(first, period.from.getTime())) : period.from,
    isCut,
  };
}

/** `contact_id` and `at`, the newest first. */
function candidates(ctx: Ctx, trigger: Trigger, period: Period): SQL {
  if (isSegmentTrigger(trigger)) return anythingHappened(ctx, period);
  switch (trigger.kind) {
    case 'message_received':
      return talked(ctx, period.from);
    case 'no_answer_from_us':
    case 'no_answer_from_them':
      // Working time stretches a silence over weekends and holidays.
      return talked(ctx, earlier(period.from, (trigger.inWorkingTime ? 8 : 1) * trigger.hours));
    case 'days_in_status':
      return stayed(ctx, trigger, period);
    case 'date_arrives':
      return hasDate(ctx, trigger, period);
    default:
      return happened(ctx, listensTo(trigger), period);
  }
}

/** How much earlier than the period a silence that ends in it may have begun. */
function earlier(from: Date, hours: number): Date {
  return new Date(from.getTime() - hours * 3_600_000);
}

function happened(ctx: Ctx, kinds: readonly ContactEventKind[], { from, until }: Period): SQL {
  const names = sql.raw(kinds.map((kind) => `'${kind}'`).join(', '));
  return sql`
    select contact_id, at from contact_events
    where workspace_id = ${ctx.workspace.id} and change_id is null and kind in (${names}) and actor_kind <> 'import'
      and at >= ${from.toISOString()} and at <= ${until.toISOString()}
    order by at desc`;
}

function talked(ctx: Ctx, from: Date): SQL {
  return sql`
    select contact_id, last_message_at as at from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id is not null and last_message_at >= ${from.toISOString()}
    order by last_message_at desc`;
}

function anythingHappened(ctx: Ctx, { from, until }: Period): SQL {
  return sql`
    select contact_id, at from (
      select contact_id, at from contact_events
      where workspace_id = ${ctx.workspace.id} and change_id is null
        and kind not in ('contact.message_received', 'contact.message_sent')
        and at >= ${from.toISOString()} and at <= ${until.toISOString()}
      union all (${talked(ctx, from)})
    ) either order by at desc`;
}

/** Those who are there now, and those who left in the period. */
function stayed(ctx: Ctx, { statusIds, days }: TriggerOf<'days_in_status'>, { from, until }: Period): SQL {
  const since = (moment: Date) => earlier(moment, days * 24).toISOString();
  const isMeant =
    statusIds.length === 0 ? sql`true` : sql`status_id = any(${`{${statusIds.join(',')}}`}::bigint[])`;
  const wasMeant =
    statusIds.length === 0
      ? sql`true`
      : sql`(before ->> 'statusId')::bigint = any(${`{${statusIds.join(',')}}`}::bigint[])`;
  return sql`
    select contact_id, at from (
      select id as contact_id, status_since as at from contacts
      where workspace_id = ${ctx.workspace.id} and ${isMeant}
        and status_since >= ${since(from)} and status_since <= ${since(until)}
      union all
      select contact_id, at from contact_events
      where workspace_id = ${ctx.workspace.id} and change_id is null and kind = 'contact.status_changed'
        and at >= ${from.toISOString()} and at <= ${until.toISOString()} and ${wasMeant}
    ) either order by at desc`;
}

function hasDate(
  ctx: Ctx,
  { fieldId, offsetDays, isYearly }: TriggerOf<'date_arrives'>,
  { from, until }: Period,
): SQL {
  const DAY_HOURS = 24;
  const first = earlier(from, (offsetDays + 1) * DAY_HOURS)
    .toISOString()
    .slice(0, 10);
  const last = earlier(until, (offsetDays - 1) * DAY_HOURS)
    .toISOString()
    .slice(0, 10);
  // Of each year since the first date there is: ranges of an index.
  const comes = isYearly
    ? sql`exists (
        select from generate_series(1900, extract(year from ${last}::date)::int) year
        where v.date between (${first}::date - make_interval(years => extract(year from ${last}::date)::int - year))::date
          and (${last}::date - make_interval(years => extract(year from ${last}::date)::int - year))::date + 1)`
    : sql`v.date between ${first}::date and ${last}::date`;
  return sql`
    select v.contact_id, ${until.toISOString()}::timestamptz as at from field_values v
    where v.workspace_id = ${ctx.workspace.id} and v.field_id = ${fieldId} and v.date is not null and ${comes}
    order by v.contact_id desc`;
}
