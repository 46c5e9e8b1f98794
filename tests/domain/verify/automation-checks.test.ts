import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { writeListeners } from '#domain/automations/listeners.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { lookAfter } from '../../support/damage.ts';
import { useMeta } from '../../support/meta.ts';
import { definitionOf, makeAutomation, startRun, steps, workAll } from '../../support/run.ts';
import { makeNumber, receive } from '../../support/talk.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
useMeta();

beforeAll(async () => {
  const workspace = await makeWorkspace(db());
  const place = {
    statusId: await workspace.addStatus('Novo', { isDefault: true }),
    originId: await workspace.addOrigin('Site'),
  };
  const contactId = await makeContact(workspace.admin, place);
  const numberId = await makeNumber(workspace.admin);
  const { messageId } = await receive(workspace.admin, { contactId, numberId });
  await db().execute(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
    values (${workspace.id}, ${contactId}, 'contact.message_received', 'webhook', jsonb_build_object('messageId', ${messageId}::bigint))`);
  await db().execute(
    sql`update contacts set last_message_at = (select at from messages where id = ${messageId})`,
  );
  const list = steps(
    { kind: 'note', text: 'x' },
    { kind: 'send', numberId: null, text: 'Oi', template: null },
    { kind: 'note', text: 'x' },
  );
  const automation = await makeAutomation(workspace.admin, list);
  await writeListeners(workspace.admin, automation.automationId, definitionOf(list));
  await startRun(workspace.admin, automation, contactId);
  await workAll(workspace.admin);
});

/** The checks that find something after some damage, which is then undone. */
async function foundAfter(damage: SQL): Promise<string[]> {
  return (await lookAfter(db(), [damage], verify)).map(({ check }) => check);
}

test('nothing is found where nothing is wrong', async () => {
  const found = await foundAfter(sql`select 1`);
  // Statuses of tests have none.
  expect(found.filter((check) => check !== 'status_without_event')).toEqual([]);
});

const cases: [check: string, damage: SQL][] = [
  ['run_trail_broken', sql`delete from automation_run_steps where place = 1`],
  ['run_trail_broken', sql`update automation_runs set step_total = 9`],
  ['run_step_open', sql`update automation_run_steps set state = 'retrying' where place = 1`],
  ['run_astray', sql`update automation_runs set next_step = 'elsewhere'`],
  ['run_astray', sql`update automation_runs set next_step = null`],
  ['run_undecided', sql`update automation_runs set waits_for = null`],
  ['run_undecided', sql`update automation_runs set state = 'failed'`],
  ['run_stuck', sql`update automation_runs set wake_at = now() - interval '2 hours'`],
  ['run_message_untold', sql`update automation_run_steps set output = null`],
  ['unknown_unseen', sql`update messages set state = 'unknown' where run_id is not null`],
  ['listener_astray', sql`delete from automation_listeners`],
  ['listener_astray', sql`update automations set is_on = false`],
  [
    'automation_unreadable',
    sql`update automation_versions set definition = jsonb_set(definition, '{trigger,kind}', '"full_moon"')`,
  ],
  [
    'inbox_stuck',
    sql`insert into automation_inbox (workspace_id, what, source, contact_id, due_at)
      select workspace_id, 'event', 'event:0', contact_id, now() - interval '2 hours' from automation_runs`,
  ],
];

test.each(cases)('%s', async (check, damage) => {
  const isDone = check === 'unknown_unseen';
  const both = isDone
    ? sql`with seen as (${damage} returning 1) update automation_runs set state = 'done', finished_at = now(), waits_for = null, waits_id = null`
    : damage;
  expect(await foundAfter(both)).toContain(check);
});
