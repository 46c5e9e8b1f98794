import { sql } from 'drizzle-orm';
import type { TriggerKind } from '#db/automation-values.ts';
import type { ActorKind, ContactEventKind } from '#db/values.ts';
import type { Ctx } from '../ctx.ts';
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
  at: string;
  facts: { kind?: TriggerKind } | null;
  kind: ContactEventKind | null;
  actor_kind: ActorKind;
  before: unknown;
  after: unknown;
  body: string | null;
  message_at: string | null;
  received_at: string | null;
  previous_at: string | null;
};

/** What a run does because of another is part of the same act on many. */
const COLUMNS = sql`i.id as row_id, i.source, i.contact_id, i.event_id, i.automation_id, i.cause_run_id, r.hops as cause_hops,
  coalesce(i.bulk_id, r.bulk_id) as bulk_id, coalesce(i.import_id, r.import_id) as import_id, i.at, i.facts,
  e.kind, e.actor_kind, e.before, e.after, m.body, m.at as message_at, m.received_at, p.at as previous_at`;

/** Reads what rows of the inbox tell of: events with their messages, and moments. For callers that have authorised. */
export async function readOccurrences(ctx: Ctx, rowIds: number[]): Promise<Occurrence[]> {
  if (rowIds.length === 0) return [];
  const rows = await ctx.db.execute<Row>(sql`
    select ${COLUMNS}
    from automation_inbox i
    left join contact_events e on e.workspace_id = i.workspace_id and e.id = i.event_id
    left join messages m on m.workspace_id = i.workspace_id and e.kind = 'contact.message_received'
      and m.id = (e.after ->> 'messageId')::bigint
    left join lateral (
      select at from messages
      where workspace_id = m.workspace_id and contact_id = i.contact_id and direction = 'in' and (at, id) < (m.at, m.id)
      order by at desc, id desc limit 1
    ) p on true
    left join automation_runs r on r.workspace_id = i.workspace_id and r.id = i.cause_run_id
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
    at: startOf(row),
    happenings: due ? [{ is: 'due', kind: due }] : event ? [event] : [],
  };
}

/** A message that was written before an automation was switched on is not for it, though it be told of after. */
function startOf({ at, message_at }: Row): Date {
  const [told, written] = [new Date(at), message_at === null ? null : new Date(message_at)];
  return written && written < told ? written : told;
}

function messageOf({ body, message_at, received_at, previous_at }: Row) {
  if (body === null || message_at === null || received_at === null) return null;
  return {
    text: body,
    at: new Date(message_at),
    receivedAt: new Date(received_at),
    previousAt: previous_at === null ? null : new Date(previous_at),
  };
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
