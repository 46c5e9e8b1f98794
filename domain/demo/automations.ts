import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '#db/client.ts';
import { automationRunSteps, automationRuns } from '#db/schema/automation-runs.ts';
import { automationListeners, automations, automationVersions } from '#db/schema/automations.ts';
import { contactEvents } from '#db/schema/events.ts';
import { notifications, tasks } from '#db/schema/notices.ts';
import { nameKey } from '#lib/text.ts';
import { isClockTrigger, listensTo } from '../automations/trigger-rules.ts';
import type { Definition } from '../automations/types.ts';
import { fillText } from '../automations/variables-rules.ts';
import {
  automationPlans,
  TOLD_DAYS,
  WON_NAME,
  WON_TASK,
  WON_TASK_DAYS,
  WON_TEXT,
} from './automation-plans.ts';
import { recorder } from './cast.ts';
import type { Cast } from './story.ts';

const DAY = 86_400_000;
/** What is older than that has been done. */
const DONE_AFTER = 4 * DAY;

type Made = { workspaceId: number; adminId: number | null; now: Date; cast: Cast };
type Added = { id: number; versionId: number; name: string };

/**
 * Gives the demo its automations, which are on, and what one of them has done in the last weeks. Call it once everything else has been told: what happened
 * before an automation was switched on is none of its business, so that nothing is sent by seeding.
 */
export async function makeAutomations(tx: Tx, made: Made): Promise<void> {
  const won: Added[] = [];
  for (const { name, definition } of automationPlans(made.cast)) {
    const isTold = name === WON_NAME;
    const since = new Date(made.now.getTime() - (isTold ? TOLD_DAYS * DAY : 0));
    const added = await addAutomation(tx, made, { name, definition, since });
    if (isTold) won.push(added);
  }
  for (const one of won) await tellRuns(tx, made, one);
}

async function addAutomation(
  tx: Tx,
  { workspaceId, adminId }: Made,
  { name, definition, since }: { name: string; definition: Definition; since: Date },
): Promise<Added> {
  const stamps = { createdAt: since, createdBy: adminId };
  const [row] = await tx
    .insert(automations)
    .values({
      ...{ workspaceId, name, nameKey: nameKey(name), isOn: true, onSince: since, updatedAt: since },
      ...stamps,
      clockSeenAt: isClockTrigger(definition.trigger) ? sql`now()` : null,
    })
    .returning({ id: automations.id });
  const [version] = await tx
    .insert(automationVersions)
    .values({ workspaceId, automationId: row?.id ?? 0, number: 1, definition, ...stamps })
    .returning({ id: automationVersions.id });
  if (!row || !version) throw new Error('insert returned no automation');
  await tx
    .update(automations)
    .set({ versionId: version.id })
    .where(and(eq(automations.workspaceId, workspaceId), eq(automations.id, row.id)));
  const kinds = listensTo(definition.trigger);
  if (kinds.length > 0)
    await tx
      .insert(automationListeners)
      .values(kinds.map((eventKind) => ({ workspaceId, automationId: row.id, eventKind })));
  const record = recorder(tx, workspaceId, adminId, since);
  await record('automation', 'automation.created', [{ id: row.id, name }]);
  await record('automation', 'automation.switched_on', [{ id: row.id, name, number: 1 }]);
  return { id: row.id, versionId: version.id, name };
}

type Won = {
  eventId: number;
  contactId: number;
  at: Date;
  name: string;
  firstName: string;
  owner: string;
  ownerId: number | null;
};

/** Leads that were won while somebody was told of it, and to whom nothing has happened since. */
async function wonLately(tx: Tx, { workspaceId, now, cast }: Made): Promise<Won[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * DAY).toISOString();
  const rows = await tx.execute<
    Record<'event_id' | 'contact_id' | 'at' | 'name' | 'first_name' | 'owner' | 'owner_id', string>
  >(sql`
    select e.id as event_id, e.contact_id, e.at, c.name, c.first_name, coalesce(u.name, '') as owner, c.owner_id
    from contact_events e
    join contacts c on c.workspace_id = e.workspace_id and c.id = e.contact_id
    left join users u on u.id = c.owner_id
    where e.workspace_id = ${workspaceId} and e.kind = 'contact.status_changed' and e.at > ${since}::timestamptz
      and (e.after ->> 'statusId')::bigint = ${cast.statusIds.at(-1) ?? 0} and not exists (
        select from contact_events later
        where later.workspace_id = e.workspace_id and later.contact_id = e.contact_id and later.at > e.at)
    order by e.at`);
  return rows.map((row) => ({
    eventId: Number(row.event_id),
    contactId: Number(row.contact_id),
    at: new Date(row.at),
    name: row.name,
    firstName: row.first_name,
    owner: row.owner,
    ownerId: row.owner_id ? Number(row.owner_id) : null,
  }));
}

async function tellRuns(tx: Tx, made: Made, automation: Added): Promise<void> {
  const { workspaceId } = made;
  const all = await wonLately(tx, made);
  if (all.length === 0) return;
  const ids = { automationId: automation.id, versionId: automation.versionId };
  const runs = await tx
    .insert(automationRuns)
    .values(
      all.map(({ eventId, contactId, at }) => ({
        ...{ workspaceId, ...ids, contactId, eventId, source: `event:${eventId}` },
        ...{ state: 'done' as const, stepTotal: 2, startedAt: at, wakeAt: at, finishedAt: at },
      })),
    )
    .returning({ id: automationRuns.id });
  for (const [index, one] of all.entries())
    await tellRun(tx, made, { ...one, automationId: automation.id, runId: runs[index]?.id ?? 0 });
  await tx
    .update(automations)
    .set({ lastRunAt: all.at(-1)?.at ?? null })
    .where(and(eq(automations.workspaceId, workspaceId), eq(automations.id, automation.id)));
}

/** What one run did: it told the manager and left a task. Old ones have been read and done. */
async function tellRun(
  tx: Tx,
  made: Made,
  run: Won & { automationId: number; runId: number },
): Promise<void> {
  const { workspaceId, now, cast } = made;
  const { at, contactId, runId, automationId } = run;
  const values = { full_name: run.name, first_name: run.firstName, owner: run.owner };
  const [text, title] = [fillText(WON_TEXT, values), fillText(WON_TASK, values)];
  const doneAt = now.getTime() - at.getTime() > DONE_AFTER ? new Date(at.getTime() + 2 * DAY) : null;
  const managerId = cast.staffIds[1] ?? 0;
  await tx.insert(notifications).values({
    ...{
      workspaceId,
      userId: managerId,
      kind: 'automation' as const,
      body: text,
      contactId,
      automationId,
      runId,
    },
    ...{ source: `run:${runId}:1`, createdAt: at, readAt: doneAt },
  });
  const dueAt = new Date(at.getTime() + (WON_TASK_DAYS + 1) * DAY);
  const [task] = await tx
    .insert(tasks)
    .values({
      ...{
        workspaceId,
        contactId,
        title,
        dueAt,
        runId,
        doneAt,
        doneBy: doneAt && (run.ownerId ?? managerId),
      },
      ...{ toldAt: dueAt < now ? dueAt : null, createdAt: at, updatedAt: doneAt ?? at },
    })
    .returning({ id: tasks.id });
  const taskId = task?.id ?? 0;
  const event = {
    workspaceId,
    contactId,
    after: { taskId, title, dueAt: dueAt.toISOString(), assigneeId: null },
  };
  await tx
    .insert(contactEvents)
    .values({ ...event, kind: 'contact.task_added', actorKind: 'automation', at, runId });
  if (doneAt) {
    const actorId = run.ownerId ?? managerId;
    await tx
      .insert(contactEvents)
      .values({ ...event, kind: 'contact.task_done', actorKind: 'member', actorId, at: doneAt });
  }
  const steps = trailOf({ text, title, managerId, taskId, dueAt });
  const over = { workspaceId, runId, state: 'done' as const, startedAt: at, finishedAt: at };
  await tx
    .insert(automationRunSteps)
    .values(steps.map((step, index) => ({ ...over, place: index + 1, ...step })));
}

type Did = { text: string; title: string; managerId: number; taskId: number; dueAt: Date };

function trailOf({ text, title, managerId, taskId, dueAt }: Did) {
  return [
    {
      ...{ stepKey: 'avisa', kind: 'notify' as const },
      input: { text, byEmail: false },
      output: { toldIds: [managerId] },
    },
    {
      ...{ stepKey: 'instala', kind: 'task' as const },
      input: { title, dueAt: dueAt.toISOString().slice(0, 10), ownerId: null },
      output: { taskId },
    },
  ];
}
