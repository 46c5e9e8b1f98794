import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { workRuns } from '#domain/automations/work-runs.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeContact } from '../../support/contact.ts';
import { makeAutomation, readRun, readTrail, startRun, steps, workAll } from '../../support/run.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
let workspace: TestWorkspace;
let place: { statusId: number; originId: number };

const NOTE = { kind: 'note', text: 'x' } as const;

beforeEach(async () => {
  workspace = await makeWorkspace(db());
  place = { statusId: await workspace.addStatus('Novo'), originId: await workspace.addOrigin('Site') };
});

const stopped = () => new AbortController().signal;

describe('working runs off', () => {
  it('does each step once, however many workers do it', async () => {
    const automation = await makeAutomation(workspace.admin, steps(NOTE, NOTE, NOTE));
    const people = await Promise.all(Array.from({ length: 12 }, () => makeContact(workspace.admin, place)));
    const ids: number[] = [];
    for (const id of people) ids.push(await startRun(workspace.admin, automation, id));
    await Promise.all([1, 2, 3].map(() => workRuns(db(), stopped())));
    const rows = await db().execute<{ notes: string }>(sql`select notes from contacts where id in ${people}`);
    expect(rows.map(({ notes }) => notes)).toEqual(people.map(() => 'x\n\nx\n\nx'));
    for (const id of ids)
      expect((await readTrail(workspace.admin, id)).map(({ place: at }) => at)).toEqual([1, 2, 3]);
  });

  it('loses and repeats nothing when a connection ends in the middle of a step', async () => {
    const automation = await makeAutomation(workspace.admin, steps(NOTE, NOTE, NOTE, NOTE, NOTE, NOTE));
    const contactId = await makeContact(workspace.admin, place);
    const id = await startRun(workspace.admin, automation, contactId);
    const [held, working] = [
      db().transaction(async (tx) => {
        await tx.execute(sql`select id from contacts where id = ${contactId} for update`);
        // Whoever waits for the contact dies waiting.
        for (let tried = 0; tried < 200; tried++) {
          const killed = await tx.execute(sql`
          select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
          if (killed.count > 0) return;
          await tx.execute(sql`select pg_sleep(0.01)`);
        }
        throw new Error('nobody waited');
      }),
      workAll(workspace.admin),
    ];
    await held;
    await working;
    await workAll(workspace.admin);
    expect((await readRun(workspace.admin, id)).state).toBe('done');
    expect(await readTrail(workspace.admin, id)).toHaveLength(6);
    const [row] = await db().execute<{ notes: string }>(
      sql`select notes from contacts where id = ${contactId}`,
    );
    expect(row?.notes).toBe(Array(6).fill('x').join('\n\n'));
  });

  it('keeps nobody waiting for an automation whose steps are stuck', async () => {
    const stuck = await makeAutomation(workspace.admin, steps(NOTE));
    const other = await makeAutomation(workspace.admin, steps(NOTE));
    const held = await Promise.all(Array.from({ length: 60 }, () => makeContact(workspace.admin, place)));
    for (const id of held) await startRun(workspace.admin, stuck, id);
    const free = await startRun(workspace.admin, other, await makeContact(workspace.admin, place));
    const controller = new AbortController();
    const { working } = await db().transaction(async (tx) => {
      await tx.execute(sql`select id from contacts where id in ${held} for update`);
      const busy = workRuns(db(), controller.signal);
      for (let tried = 0; tried < 300 && (await readRun(workspace.admin, free)).state !== 'done'; tried++)
        await tx.execute(sql`select pg_sleep(0.01)`);
      expect((await readRun(workspace.admin, free)).state).toBe('done');
      controller.abort();
      return { working: busy };
    });
    await working;
    await workAll(workspace.admin);
    const [left] = await db().execute<{ total: number }>(sql`
      select count(*)::int as total from automation_runs where automation_id = ${stuck.automationId} and state <> 'done'`);
    expect(left?.total).toBe(0);
  });

  it('tries a step that breaks again later, and gives it up in the end', async () => {
    const automation = await makeAutomation(
      workspace.admin,
      steps({ kind: 'send', numberId: null, text: 'Oi', template: null }),
    );
    const id = await startRun(workspace.admin, automation, await makeContact(workspace.admin, place));
    for (let tried = 1; tried <= 6; tried++) {
      await db().execute(sql`update automation_runs set wake_at = now() where id = ${id}`);
      await workAll(workspace.admin);
      const run = await readRun(workspace.admin, id);
      expect(run).toMatchObject({
        state: tried < 6 ? 'running' : 'failed',
        attempts: tried,
        error: { code: 'no_number' },
      });
      expect(await readTrail(workspace.admin, id)).toMatchObject([
        { place: 1, state: tried < 6 ? 'retrying' : 'failed', attempts: tried },
      ]);
    }
  });
});
