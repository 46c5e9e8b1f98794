import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { MissReason, RunState } from '#db/automation-values.ts';
import type { ActorKind, ContactEventKind } from '#db/values.ts';
import { authorize } from '../authorize.ts';
import { lineageOf } from '../contacts/lineage.ts';
import { requireVisible } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { id, parseInput } from '../input.ts';
import { type Explained, explainOne } from './explain-rules.ts';
import { MESSAGE_COLUMNS, MESSAGE_OF_EVENT, type MessageRow, messageOf } from './message-facts.ts';
import { readDefinitions } from './read-automations.ts';
import { toHappening } from './trigger-rules.ts';

const explainInput = z.object({ contactId: id, eventId: id });

/** What an event of a contact meant to one automation that was on then. */
export type Explanation = { automationId: number; name: string } & Explained;

type EventRow = {
  kind: ContactEventKind;
  actor_kind: ActorKind;
  at: string;
  before: unknown;
  after: unknown;
  is_quiet: boolean;
  is_waiting: boolean;
} & MessageRow;

/**
 * Says for each automation that was on when something happened to a contact whether it ran, or why not. Those that were deleted meanwhile are among them;
 * of what happened more than 30 days ago, why conditions failed is known no more (`forgotten`).
 * @throws `not_found` for an event that is not this contact's, or a contact who may not be seen; `forbidden`.
 */
export async function explainEvent(ctx: Ctx, input: unknown): Promise<Explanation[]> {
  authorize(ctx, 'automation.read');
  const { contactId, eventId } = parseInput(explainInput, input);
  await requireVisible(ctx, contactId);
  const event = await readEvent(ctx, contactId, eventId);
  if (!event) throw notFound();
  const automations = await readThen(ctx, eventId, event.at);
  const definitions = await readDefinitions(
    ctx,
    automations.map(({ versionId }) => versionId),
  );
  const at = new Date(event.at);
  const happening = toHappening({
    kind: event.kind,
    actorKind: event.actor_kind,
    at,
    before: event.before,
    after: event.after,
    message: messageOf(event),
  });
  return automations.flatMap(({ versionId, id: automationId, name, ...known }) => {
    const trigger = definitions.get(versionId)?.trigger;
    if (!trigger) return [];
    const facts = { trigger, happening, isQuiet: event.is_quiet, isWaiting: event.is_waiting, ...known };
    return [{ automationId, name, ...explainOne(facts) }];
  });
}

async function readEvent(ctx: Ctx, contactId: number, eventId: number): Promise<EventRow | undefined> {
  const theirs = [contactId, ...(await lineageOf(ctx, contactId)).map(({ fromId }) => fromId)];
  const [event] = await ctx.db.execute<EventRow>(sql`
    select e.kind, e.actor_kind, e.at, e.before, e.after, ${MESSAGE_COLUMNS},
      e.change_id is not null or e.actor_kind = 'import' or coalesce(e.after ? 'isUndo', false) as is_quiet,
      exists (select from automation_inbox i
        where i.workspace_id = e.workspace_id and i.contact_id = e.contact_id and i.what = 'event' and i.event_id = e.id) as is_waiting
    from contact_events e
    ${MESSAGE_OF_EVENT}
    where e.workspace_id = ${ctx.workspace.id} and e.id = ${eventId} and e.contact_id = any(${sql.param(theirs)}::bigint[])`);
  return event;
}

type Then = {
  id: number;
  name: string;
  versionId: number;
  run: { id: number; state: RunState } | null;
  miss: { reason: MissReason; detail: unknown } | null;
};

/** The automations that were on at `at` in the version of then, or that have something to do with the event anyhow. */
async function readThen(ctx: Ctx, eventId: number, at: string): Promise<Then[]> {
  const w = ctx.workspace.id;
  const source = `event:${eventId}`;
  const rows = await ctx.db.execute<
    Record<'id' | 'version_id', string> &
      Pick<Then, 'name' | 'miss'> & { run: { id: number; state: RunState } | null }
  >(sql`
    select a.id, a.name, coalesce(r.version_id, m.version_id, v.id) as version_id,
      case when r.id is not null then json_build_object('id', r.id, 'state', r.state) end as run,
      case when m.reason is not null then json_build_object('reason', m.reason, 'detail', m.detail) end as miss
    from automations a
    left join lateral (
      select id from automation_versions
      where workspace_id = a.workspace_id and automation_id = a.id and created_at <= ${at}::timestamptz
      order by number desc limit 1
    ) v on true
    left join lateral (
      select kind from workspace_events
      where workspace_id = a.workspace_id and subject_kind = 'automation' and subject_id = a.id and at <= ${at}::timestamptz
        and kind in ('automation.switched_on', 'automation.switched_off', 'automation.deleted')
      order by id desc limit 1
    ) t on true
    left join automation_runs r on r.workspace_id = a.workspace_id and r.automation_id = a.id and r.source = ${source}
    left join automation_misses m on m.workspace_id = a.workspace_id and m.automation_id = a.id and m.source = ${source}
    where a.workspace_id = ${w} and coalesce(r.version_id, m.version_id, v.id) is not null
      and (r.id is not null or m.reason is not null or t.kind = 'automation.switched_on'
        or a.is_on and a.on_since <= ${at}::timestamptz)
    order by a.id`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    name: row.name,
    versionId: Number(row.version_id),
    run: row.run,
    miss: row.miss,
  }));
}
