import type postgres from 'postgres';
import { connect } from '#db/client.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { writeListeners } from '#domain/automations/listeners.ts';
import type { Definition, Step, Trigger } from '#domain/automations/types.ts';
import { systemCtx } from '#domain/ctx.ts';
import { workspaceFacts } from '#domain/workspaces/facts.ts';
import { LaunchError } from '../support/launch-error.ts';

export type Wanted = { trigger: Trigger; filter?: string; step: Step };

export const statusChanged = (to: number[]): Trigger => ({ kind: 'status_changed', from: [], to });

/** Automations that are on, by bare SQL; their ids and versions in the order asked for. */
export async function addAutomations(
  url: string,
  sql: postgres.Sql,
  all: Wanted[],
): Promise<{ id: number; versionId: number }[]> {
  const { db, close } = connect(url, { max: 1 });
  try {
    const [workspace] = await db.select(workspaceFacts).from(workspaces).limit(1);
    if (!workspace) throw new LaunchError('The database has no workspace.');
    const made: { id: number; versionId: number }[] = [];
    for (const { trigger, filter = '', step } of all) {
      const conditions: Definition['conditions'] = {
        filter,
        hours: null,
        repeat: 'always',
        repeatDays: null,
      };
      const definition: Definition = { trigger, conditions, steps: [step] };
      const [row] = await sql<{ id: string; version: string }[]>`
        with made as (
          insert into automations (workspace_id, name, name_key, is_on, on_since)
          values (${workspace.id}, 'Bench', gen_random_uuid()::text, true, now()) returning workspace_id, id
        )
        insert into automation_versions (workspace_id, automation_id, number, definition)
        select workspace_id, id, 1, ${JSON.stringify(definition)}::text::jsonb from made
        returning automation_id as id, id as version`;
      const [id, versionId] = [Number(row?.id), Number(row?.version)];
      await sql`update automations set version_id = ${versionId} where id = ${id}`;
      await db.transaction((tx) => writeListeners({ ...systemCtx(db, workspace), db: tx }, id, definition));
      made.push({ id, versionId });
    }
    return made;
  } finally {
    await close();
  }
}

/** Moves one contact at random, none of those in `except`, to another status, with its event. */
export async function changeOne(sql: postgres.Sql, except: readonly number[]): Promise<void> {
  await sql`
    with chosen as (
      select c.workspace_id, c.id, c.status_id,
        (select s.id from statuses s
          where s.workspace_id = c.workspace_id and s.id <> c.status_id and s.retired_at is null
          order by random() limit 1) as next_id
      from contacts c where c.is_active and c.id <> all(${[...except]}::bigint[])
      order by random() limit 1
    ), moved as (
      update contacts c set status_id = chosen.next_id, status_since = now(), version = version + 1
      from chosen where c.workspace_id = chosen.workspace_id and c.id = chosen.id
      returning c.workspace_id, c.id, chosen.status_id as from_id, c.status_id as to_id
    )
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, before, after)
    select workspace_id, id, 'contact.status_changed', 'api_key', jsonb_build_object('statusId', from_id),
      jsonb_build_object('statusId', to_id)
    from moved`;
}
