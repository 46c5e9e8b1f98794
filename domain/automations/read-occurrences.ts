import { sql } from 'drizzle-orm';
import type { TriggerKind } from '#db/automation-values.ts';
import type { ActorKind, ContactEventKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
import { MESSAGE_COLUMNS, MESSAGE_OF_EVENT, type MessageRow, messageOf } from './message-facts.ts';
import { type Happening, toHappening } from './trigger-rules.ts';

/** A row of the inbox that may set automations off, with what is known of it. */
export type Occurrence = {
  rowId: number;
  source: string;
  contactId: number;
  eventId: number | null;
  /** Of a moment: whose. */
  automationId: number | null;
  causeRunId: number | null;
  /** Of the run that it would start. */
  hops: number;
  bulkId: number | null;
  importId: number | null;
  /** Its act on many was, as far as it sets automations off. */
  isCalledOff: boolean;
  /** Automations that were switched on later have nothing to do with it. */
  at: Date;
  happenings: Happening[];
};

type Row = {
  row_id: string;
  source: string;
  contact_id: string;
  event_id: string | null;
  automation_id: string | null;
  cause_run_id: string | null;
  cause_hops: number | null;
  bulk_id: string | null;
  import_id: string | null;
  is_called_off: boolean;
  at: string;
  facts: { kind?: TriggerKind } | null;
  kind: ContactEventKind | null;
  actor_kind: ActorKind;
  before: unknown;
  after: unknown;
} & MessageRow;

/** What a run does because of another is part of the same act on many; a stay in a status that a run began is its doing, days later too. */
const COLUMNS = sql`i.id as row_id, i.source, i.contact_id, i.event_id, i.automation_id, r.id as cause_run_id, r.hops as cause_hops,
  coalesce(i.bulk_id, r.bulk_id) as bulk_id, coalesce(i.import_id, r.import_id) as import_id, i.at, i.facts,
  coalesce(b.automations_cancelled_at, f.automations_cancelled_at) is not null as is_called_off,
  e.kind, e.actor_kind, e.before, e.after, ${MESSAGE_COLUMNS}`;

/** Reads what rows of the inbox tell of: events with their messages, and moments. For callers that have authorised. */
export async function readOccurrences(ctx: Ctx, rowIds: number[]): Promise<Occurrence[]> {
  if (rowIds.length === 0) return [];
  const rows = await ctx.db.execute<Row>(sql`
    select ${COLUMNS}
    from automation_inbox i
    left join contact_events e on e.workspace_id = i.workspace_id and e.id = i.event_id
    ${MESSAGE_OF_EVENT}
    left join lateral (
      select run_id from contact_events
      where workspace_id = i.workspace_id and contact_id = i.contact_id and kind = 'contact.status_changed'
        and i.facts ->> 'kind' = 'days_in_status'
      order by id desc limit 1
    ) stay on true
    left join automation_runs r on r.workspace_id = i.workspace_id and r.id = coalesce(i.cause_run_id, stay.run_id)
    left join bulk_changes b on b.workspace_id = i.workspace_id and b.id = i.bulk_id
    left join imports f on f.workspace_id = i.workspace_id and f.id = i.import_id
    where i.workspace_id = ${ctx.workspace.id} and i.id = any(${sql.param(rowIds)}::bigint[])
    order by i.id`);
  return [...rows].map(toOccurrence);
}

function toOccurrence(row: Row): Occurrence {
  const number = (value: string | null) => (value === null ? null : Number(value));
  const { kind, actor_kind: actorKind, before, after } = row;
  const at = new Date(row.at);
  const event = kind && toHappening({ kind, actorKind, at, before, after, message: messageOf(row) });
  const due = row.automation_id !== null && row.facts?.kind;
  return {
    rowId: Number(row.row_id),
    source: row.source,
    contactId: Number(row.contact_id),
    eventId: number(row.event_id),
    automationId: number(row.automation_id),
    causeRunId: number(row.cause_run_id),
    hops: row.cause_hops === null ? 0 : row.cause_hops + 1,
    bulkId: number(row.bulk_id),
    importId: number(row.import_id),
    isCalledOff: row.is_called_off,
    at: startOf(row),
    happenings: due ? [{ is: 'due', kind: due }] : event ? [event] : [],
  };
}

/** A message that was written before an automation was switched on is not for it, though it be told of after. */
function startOf({ at, message_at }: Row): Date {
  const [told, written] = [new Date(at), message_at === null ? null : new Date(message_at)];
  return written && written < told ? written : told;
}

/**
 * Of moments that came (rows of the inbox), those that hold no longer: answered meanwhile, moved on, another date. Between the look at the clock and now
 * there may be some minutes. For callers that have authorised.
 */
export async function findOutdated(ctx: Ctx, rowIds: number[]): Promise<Set<number>> {
  if (rowIds.length === 0) return new Set();
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select i.id from automation_inbox i
    left join contacts c on c.workspace_id = i.workspace_id and c.id = i.contact_id
    left join conversations v on v.workspace_id = i.workspace_id and v.id = (i.facts ->> 'conversationId')::bigint
    left join field_values f on f.workspace_id = i.workspace_id and f.contact_id = i.contact_id
      and f.field_id = (i.facts ->> 'fieldId')::bigint
    where i.workspace_id = ${ctx.workspace.id} and i.id = any(${sql.param(rowIds)}::bigint[])
      and case i.facts ->> 'kind'
        when 'days_in_status' then c.status_since is distinct from (i.facts ->> 'since')::timestamptz
          or c.status_id is distinct from (i.facts ->> 'statusId')::bigint
        when 'no_answer_from_us' then v.waiting_since is distinct from (i.facts ->> 'since')::timestamptz
        when 'no_answer_from_them' then v.waiting_since is not null
          or v.last_inbound_at is distinct from (i.facts ->> 'since')::timestamptz
        when 'date_arrives' then f.date is distinct from (i.facts ->> 'date')::date
        else false end`);
  return new Set([...rows].map(({ id }) => Number(id)));
}
