import { type SQL, sql } from 'drizzle-orm';
import type { TriggerKind } from '#db/automation-values.ts';
import type { Db } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { arrivalsWithin, type Span, sinceWhen } from './clock-rules.ts';
import { productCtx } from './product-ctx.ts';
import { readDefinitions } from './read-automations.ts';
import { isClockTrigger } from './trigger-rules.ts';
import type { Trigger, TriggerOf } from './types.ts';
import { readWorkingHours } from './working-hours.ts';

/** How long after one look at the clock the next comes. */
const EVERY_SECONDS = 15;
/** What came due at the same time is taken up so many a second: what happens meanwhile does not wait for it. */
const A_SECOND = 500;

/**
 * Puts what has come due since the last look before the matcher, for every automation whose trigger is time, in a transaction each. Reads only what came
 * due. Any number of workers may do so at once.
 */
export async function lookAtClocks(db: Db): Promise<number> {
  const rows = await db.execute<{ workspace_id: string; id: string }>(sql`
    select workspace_id, id from automations
    where is_on and deleted_at is null and clock_seen_at <= now() - make_interval(secs => ${EVERY_SECONDS})
    order by clock_seen_at`);
  let due = 0;
  for (const row of rows) {
    try {
      const ctx = await productCtx(db, Number(row.workspace_id));
      due += await inTransaction(ctx, (tx) => lookFor(tx, Number(row.id)));
    } catch (error) {
      // Looked at again in a while, and the others are not to wait for it.
      log.error({ automation: row.id, error }, 'a clock could not be looked at');
    }
  }
  return due;
}

async function lookFor(ctx: Ctx, automationId: number): Promise<number> {
  const [row] = await ctx.db.execute<{ version_id: string; from: string; to: string }>(sql`
    select version_id, clock_seen_at as "from", now() as "to" from automations
    where workspace_id = ${ctx.workspace.id} and id = ${automationId} and is_on
      and clock_seen_at <= now() - make_interval(secs => ${EVERY_SECONDS})
    for no key update skip locked`);
  if (!row) return 0;
  const versionId = Number(row.version_id);
  const trigger = (await readDefinitions(ctx, [versionId])).get(versionId)?.trigger;
  const span = { from: new Date(row.from), to: new Date(row.to) };
  const due = trigger && isClockTrigger(trigger) ? await putDue(ctx, automationId, trigger, span) : 0;
  await ctx.db.execute(sql`
    update automations set clock_seen_at = ${span.to.toISOString()}::timestamptz
    where workspace_id = ${ctx.workspace.id} and id = ${automationId}`);
  return due;
}

async function putDue(ctx: Ctx, automationId: number, trigger: Trigger, span: Span): Promise<number> {
  let total = 0;
  for (const due of await dueWithin(ctx, trigger, span))
    total += await put(ctx, { automationId, kind: trigger.kind }, due);
  return total;
}

/** `source`, `contact_id`, `facts` and `at` of what came due, as queries. */
async function dueWithin(ctx: Ctx, trigger: Trigger, span: Span): Promise<SQL[]> {
  switch (trigger.kind) {
    case 'no_answer_from_us':
    case 'no_answer_from_them': {
      const waited = await waitedWithin(ctx, trigger, span);
      if (!waited) return [];
      return [trigger.kind === 'no_answer_from_us' ? unanswered(ctx, waited) : silent(ctx, waited)];
    }
    case 'days_in_status':
      return [stays(ctx, trigger, span)];
    case 'date_arrives':
      return arrivalsWithin(trigger, span, ctx.workspace.timeZone).map((arrival) =>
        dates(ctx, trigger.fieldId, arrival),
      );
    default:
      return [];
  }
}

async function put(
  ctx: Ctx,
  { automationId, kind }: { automationId: number; kind: TriggerKind },
  due: SQL,
): Promise<number> {
  const { count } = await ctx.db.execute(sql`
    insert into automation_inbox (workspace_id, what, source, contact_id, automation_id, facts, at, due_at)
    select ${ctx.workspace.id}, 'clock', due.source, due.contact_id, ${automationId},
      due.facts || jsonb_build_object('kind', ${kind}::text), now(),
      now() + make_interval(secs => (row_number() over (order by due.source) - 1) / ${A_SECOND})
    from (${due}) as due`);
  return count;
}

/** Since when something that waited comes due within `span`. */
async function waitedWithin(
  ctx: Ctx,
  { hours, inWorkingTime }: TriggerOf<'no_answer_from_us' | 'no_answer_from_them'>,
  span: Span,
): Promise<Span | null> {
  const working = inWorkingTime ? await readWorkingHours(ctx) : null;
  const from = sinceWhen(span.from, hours, working, ctx.workspace.timeZone);
  const to = sinceWhen(span.to, hours, working, ctx.workspace.timeZone);
  return to && { from: from ?? new Date(0), to };
}

const isWithin = (column: SQL, { from, to }: Span) =>
  sql`${column} > ${from.toISOString()}::timestamptz and ${column} <= ${to.toISOString()}::timestamptz`;

const millis = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::bigint`;

/** They wrote, and nobody has answered since: once for each wait. */
function unanswered(ctx: Ctx, waited: Span): SQL {
  return sql`
    select 'unanswered:' || id || ':' || ${millis(sql`waiting_since`)} as source, contact_id,
      jsonb_build_object('conversationId', id, 'since', waiting_since) as facts
    from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id is not null and ${isWithin(sql`waiting_since`, waited)}`;
}

/** We wrote last: once for each silence of theirs, however often we write into it. */
function silent(ctx: Ctx, waited: Span): SQL {
  return sql`
    select 'silent:' || id || ':' || coalesce(${millis(sql`last_inbound_at`)}, 0) as source, contact_id,
      jsonb_build_object('conversationId', id, 'since', last_inbound_at) as facts
    from conversations
    where workspace_id = ${ctx.workspace.id} and contact_id is not null and waiting_since is null
      and ${isWithin(sql`last_outbound_at`, waited)}
      and (last_inbound_at is null or last_inbound_at <= last_outbound_at)`;
}

/** Once for each stay in a status. */
function stays(ctx: Ctx, { statusIds, days }: TriggerOf<'days_in_status'>, { from, to }: Span): SQL {
  const earlier = (at: Date) => new Date(at.getTime() - days * 86_400_000);
  const statuses =
    statusIds.length > 0
      ? sql`${sql.param(statusIds)}::bigint[]`
      : sql`array(select id from statuses where workspace_id = ${ctx.workspace.id})`;
  return sql`
    select 'stay:' || id || ':' || status_id || ':' || ${millis(sql`status_since`)} as source, id as contact_id,
      jsonb_build_object('statusId', status_id, 'since', status_since) as facts
    from contacts
    where workspace_id = ${ctx.workspace.id} and status_id = any(${statuses})
      and ${isWithin(sql`status_since`, { from: earlier(from), to: earlier(to) })}`;
}

function dates(ctx: Ctx, fieldId: number, { day, dates: list }: { day: string; dates: string[] }): SQL {
  return sql`
    select 'date:' || field_id || ':' || contact_id || ':' || ${day}::text as source, contact_id,
      jsonb_build_object('fieldId', field_id, 'date', date) as facts
    from field_values
    where workspace_id = ${ctx.workspace.id} and field_id = ${fieldId} and date = any(${`{${list.join(',')}}`}::date[])`;
}
