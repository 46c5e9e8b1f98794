import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { cancelBulk } from '#domain/bulk/cancel.ts';
import type { BulkChange } from '#domain/bulk/change.ts';
import { getBulkChange } from '#domain/bulk/list.ts';
import { runBulkChanges } from '#domain/bulk/run.ts';
import { undoBulk } from '#domain/bulk/undo.ts';
import { workOnBatch } from '#domain/bulk/work.ts';
import { moveToStatus } from '#domain/contacts/move-to-status.ts';
import type { DomainError } from '#domain/errors.ts';
import { deactivateMember } from '#domain/members/deactivate.ts';
import { retireStatus } from '#domain/statuses/retire.ts';
import { userIdOf } from '../../support/account.ts';
import { useDatabase } from '../../support/connect.ts';
import { untilWaiting } from '../../support/locks.ts';
import { contactEventsOf, workspaceEventsOf } from '../../support/workspace.ts';
import {
  contactsOf,
  everything,
  expectSound,
  makeMany,
  makeTeam,
  start,
  type Team,
  targetsOf,
} from './support.ts';

const { db, url } = useDatabase();
let team: Team;
beforeEach(async () => {
  await db().execute(sql`truncate bulk_changes, bulk_targets`);
  team = await makeTeam(db());
});

const MANY = 1_600;
const toDone = (): BulkChange => ({ kind: 'status', statusId: team.feito });

/** Counts by the tallies and by looking, in one statement: they may never differ. */
async function differingTallies(): Promise<number> {
  const [row] = await db().execute<{ differing: number }>(sql`
    select count(*)::int as differing from (
      select status_id, coalesce(owner_id, 0) as owner_id, is_active, count(*) as total from contacts
      where workspace_id = ${team.workspace.id} group by 1, 2, 3
    ) as counted
    full join (
      select status_id, owner_id, is_active, sum(total) as total from contact_tallies
      where workspace_id = ${team.workspace.id} group by 1, 2, 3 having sum(total) <> 0
    ) as kept using (status_id, owner_id, is_active)
    where counted.total is distinct from kept.total`);
  return row?.differing ?? -1;
}

/** Looks again and again until `work` has ended; tells how often it looked and what was wrong. */
async function watching(work: Promise<unknown>): Promise<{ looks: number; differing: number }> {
  let isOver = false;
  const ended = work.finally(() => {
    isOver = true;
  });
  const seen = { looks: 0, differing: 0 };
  while (!isOver) {
    seen.differing += await differingTallies();
    seen.looks += 1;
  }
  await ended;
  return seen;
}

describe('a large act', () => {
  test('waits for the worker, who does it in batches, with exact tallies at every moment', async () => {
    await makeMany(team, MANY);
    const begun = await start(team.admin, toDone(), everything);
    expect(begun).toMatchObject({ state: 'queued', total: MANY, done: 0, mayUndo: false });
    const { looks, differing } = await watching(runBulkChanges(db()));
    expect(looks).toBeGreaterThan(3);
    expect(differing).toBe(0);
    const done = await getBulkChange(team.admin, { id: begun.id });
    expect(done).toMatchObject({ state: 'done', done: MANY, counts: { changed: MANY }, mayUndo: true });
    expect((await contactsOf(team.admin)).every(({ statusId }) => statusId === team.feito)).toBe(true);
    await expectSound(db());
  });

  test('is about those who matched when it began, and about nobody deleted meanwhile', async () => {
    const [first = 0] = await makeMany(team, 600);
    await start(team.admin, toDone(), everything);
    await start(team.admin, { kind: 'delete' }, { ids: [first] });
    await runBulkChanges(db());
    const targets = (await targetsOf(team.admin)).filter(({ contactId }) => contactId === first);
    expect(targets).toContainEqual(expect.objectContaining({ outcome: 'skipped', reason: 'missing' }));
    await expectSound(db());
  });

  test('splits owners evenly across batches', async () => {
    await makeMany(team, MANY);
    const owners = [team.workspace.admin, team.workspace.manager, team.workspace.sales].map(userIdOf);
    await start(team.admin, { kind: 'owner', ownerIds: owners }, everything);
    await runBulkChanges(db());
    const given = (await contactsOf(team.admin)).map(({ ownerId }) => owners.indexOf(ownerId ?? 0));
    expect(given).toEqual(Array.from({ length: MANY }, (_, index) => index % 3));
  });

  test('cut short between batches goes on where it was', async () => {
    await makeMany(team, MANY);
    const { id } = await start(team.admin, toDone(), everything);
    const step = await workOnBatch(team.admin, { id, after: 0, tells: false });
    expect(step.is).toBe('more');
    await runBulkChanges(db());
    const view = await getBulkChange(team.admin, { id });
    expect(view).toMatchObject({ state: 'done', done: MANY, counts: { changed: MANY } });
    await expectSound(db());
  });

  test('killed in the middle of a batch goes on without losing or doubling any', {
    timeout: 90_000,
  }, async () => {
    await makeMany(team, MANY);
    const { id } = await start(team.admin, toDone(), everything);
    // Waits in the middle of its first batch for a contact that somebody else holds, and dies there.
    const [held] = await contactsOf(team.admin);
    await db().transaction(async (tx) => {
      await tx.execute(sql`select from contacts where id = ${held?.id ?? 0} for update`);
      const doomed = spawn(process.execPath, ['--input-type=module', '-e', WORKER], {
        env: { ...process.env, DATABASE_URL: url() },
      });
      const death = once(doomed, 'exit');
      await untilWaiting(db());
      doomed.kill('SIGKILL');
      await death;
    });
    expect(await targetsOf(team.admin)).toEqual(
      expect.arrayContaining([expect.objectContaining({ outcome: null })]),
    );
    await runBulkChanges(db());
    expect(await getBulkChange(team.admin, { id })).toMatchObject({
      state: 'done',
      counts: { changed: MANY },
    });
    const events = await contactEventsOf(team.admin, held?.id ?? 0);
    expect(events.map(({ kind }) => kind)).toEqual(['contact.created', 'contact.status_changed']);
    await expectSound(db());
  });

  test('stopped between batches keeps what is done, which can be undone', async () => {
    await makeMany(team, MANY);
    const { id } = await start(team.admin, toDone(), everything);
    await workOnBatch(team.admin, { id, after: 0, tells: false });
    const stopped = await cancelBulk(team.admin, { id });
    expect(stopped).toMatchObject({
      state: 'cancelled',
      done: 1_000,
      counts: { changed: 1_000 },
      mayUndo: true,
    });
    await runBulkChanges(db());
    expect(await countIn(team.feito)).toBe(1_000);
    await undoBulk(team.admin, { id });
    await runBulkChanges(db());
    expect(await countIn(team.feito)).toBe(0);
    expect(await getBulkChange(team.admin, { id })).toMatchObject({
      state: 'undone',
      counts: { restored: 1_000 },
    });
    const kinds = (await workspaceEventsOf(team.admin)).map(({ kind }) => kind);
    expect(kinds).toEqual(['bulk.started', 'bulk.cancelled', 'bulk.undone']);
    await expectSound(db());
  });
});

/** A worker's whole life. */
const WORKER = `
  import { connect } from '#db/client.ts';
  import { runBulkChanges } from '#domain/bulk/run.ts';
  await runBulkChanges(connect(process.env.DATABASE_URL).db);`;

async function countIn(statusId: number): Promise<number> {
  return (await contactsOf(team.admin)).filter((contact) => contact.statusId === statusId).length;
}

describe('at the same time', () => {
  test('two acts on the same contacts both happen, whole', async () => {
    await makeMany(team, MANY);
    const other = await team.workspace.addStatus('Outro');
    const acts = await Promise.all([
      start(team.admin, toDone(), everything),
      start(team.workspace.manager, { kind: 'status', statusId: other }, everything),
    ]);
    await watching(Promise.all([runBulkChanges(db()), runBulkChanges(db()), runBulkChanges(db())]));
    for (const { id } of acts)
      expect(await getBulkChange(team.admin, { id })).toMatchObject({
        state: 'done',
        done: MANY,
        counts: { changed: MANY },
      });
    expect(await differingTallies()).toBe(0);
    await expectSound(db());
  });

  test('single moves are accepted or told that they are late, and every accepted one is effective', async () => {
    const ids = await makeMany(team, MANY);
    const third = await team.workspace.addStatus('Terceiro');
    await start(team.admin, toDone(), everything);
    const moving = Promise.all(
      ids
        .filter((_, index) => index % 50 === 0)
        .map((id) =>
          moveToStatus(team.workspace.sales, { id, version: 1, statusId: third }).then(
            () => id,
            (error: unknown) => {
              expect((error as DomainError).code).toBe('stale');
              return null;
            },
          ),
        ),
    );
    const { differing } = await watching(Promise.all([runBulkChanges(db()), moving]));
    expect(differing).toBe(0);
    const accepted = (await moving).filter((id) => id !== null);
    for (const id of accepted) {
      const [, move] = await contactEventsOf(team.admin, id);
      expect(move).toMatchObject({ after: { statusId: third } });
    }
    await expectSound(db());
  });
});

describe('an act that cannot go on', () => {
  test('ends visibly when its status went, and keeps what is done', async () => {
    await makeMany(team, MANY);
    const { id } = await start(team.admin, toDone(), everything);
    await workOnBatch(team.admin, { id, after: 0, tells: false });
    await retireStatus(team.admin, { id: team.feito, moveContactsTo: team.novo });
    await runBulkChanges(db());
    expect(await getBulkChange(team.admin, { id })).toMatchObject({
      state: 'failed',
      failure: 'gone',
      counts: { changed: 1_000 },
    });
    await expectSound(db());
  });

  test('ends when who asked has left', async () => {
    await makeMany(team, 600);
    const { id } = await start(team.workspace.sales, toDone(), everything);
    await deactivateMember(team.admin, { userId: userIdOf(team.workspace.sales), contactsTo: null });
    await runBulkChanges(db());
    expect(await getBulkChange(team.admin, { id })).toMatchObject({ state: 'failed', failure: 'no_access' });
    expect(await countIn(team.feito)).toBe(0);
  });

  test('that breaks is given up after a few tries and hinders no other', async () => {
    await makeMany(team, 600);
    const poison = await start(team.admin, toDone(), everything);
    await db().execute(sql`update bulk_changes set change = '{"kind":"poison"}' where id = ${poison.id}`);
    const other = await start(team.admin, { kind: 'active', isActive: false }, everything);
    await runBulkChanges(db());
    const [row] = await db().execute(sql`select state, failure from bulk_changes where id = ${poison.id}`);
    expect(row).toEqual({ state: 'failed', failure: 'broken' });
    expect(await getBulkChange(team.admin, { id: other.id })).toMatchObject({ state: 'done' });
  });
});
