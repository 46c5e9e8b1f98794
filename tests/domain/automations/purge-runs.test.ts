import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { purgeRuns } from '#domain/automations/purge-runs.ts';
import { repeatRun } from '#domain/automations/repeat-run.ts';
import type { Conditions } from '#domain/automations/types.ts';
import { verify } from '#domain/verify/verify.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { readRun, readTrail, startRun, workAll } from '../../support/run.ts';
import { addContact, makeShop, move, runsOf, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let contact: number;
beforeEach(async () => {
  shop = await makeShop(db());
  contact = await addContact(shop);
});

const make = async (conditions: Partial<Conditions> = {}) => {
  const { id, versionId } = await makeAutomation(shop.admin, {
    trigger: { kind: 'status_changed', from: [], to: [] },
    conditions,
  });
  return { automationId: id, versionId };
};

/** A run that is done, and ended so many days ago. */
async function done(automation: { automationId: number; versionId: number }, days: number): Promise<number> {
  const id = await startRun(shop.admin, automation, contact);
  await workAll(shop.admin);
  await age(id, days);
  return id;
}

const age = (id: number, days: number) =>
  db().execute(sql`
    update automation_runs set started_at = started_at - make_interval(days => ${days}),
      finished_at = finished_at - make_interval(days => ${days}) where id = ${id}`);

const left = async () =>
  (
    await db().execute<{ id: string }>(
      sql`select id from automation_runs where workspace_id = ${shop.workspace.id} order by id`,
    )
  ).map(({ id }) => Number(id));

describe('runs that ended', () => {
  test('go after 180 days, with their trails', async () => {
    const automation = await make();
    const [old, young] = [await done(automation, 181), await done(automation, 179)];
    expect(await purgeRuns(db())).toBe(1);
    expect(await left()).toEqual([young]);
    expect(await readTrail(shop.admin, old)).toEqual([]);
    expect(await readTrail(shop.admin, young)).toHaveLength(1);
  });

  test.each([
    ['is under way', sql`state = 'waiting', waits_for = 'time', finished_at = null`],
    [
      'may be known the end of',
      sql`state = 'stopped', reason = 'outcome_unknown', waits_for = 'message', waits_id = 1`,
    ],
  ])('but none that %s', async (_, stand) => {
    const id = await done(await make(), 400);
    await db().execute(sql`update automation_runs set ${stand} where id = ${id}`);
    expect(await purgeRuns(db())).toBe(0);
    expect(await left()).toEqual([id]);
  });

  test.each<Partial<Conditions>>([{ repeat: 'once' }, { repeat: 'every_days', repeatDays: 300 }])(
    'but not the last one of a contact that does not enter again: %o',
    async (conditions) => {
      const automation = await make(conditions);
      await done(automation, 400);
      const last = await done(automation, 200);
      expect(await purgeRuns(db())).toBe(1);
      expect(await purgeRuns(db())).toBe(0);
      expect(await left()).toEqual([last]);
      await db().execute(
        sql`update automations set deleted_at = now() where id = ${automation.automationId}`,
      );
      expect(await purgeRuns(db())).toBe(1);
    },
  );
});

test('what they wrote is whole without them', async () => {
  await move(shop.admin, contact, shop.feito);
  const id = await done(await make(), 181);
  await db().execute(sql`
    insert into outgoing_calls (workspace_id, kind, state, run_id, request_id, payload, created_at, finished_at)
    values (${shop.workspace.id}, 'webhook', 'done', ${id}, gen_random_uuid(), '{}', now() - interval '181 days', now())`);
  await purgeRuns(db());
  expect(await left()).toEqual([]);
  expect((await verify(db())).map(({ check }) => check)).not.toContain('run_message_untold');
});

test('a repetition takes no number that one of them had', async () => {
  const automation = await make();
  const first = await done(automation, 0);
  const { id: second } = await repeatRun(shop.admin, { id: first });
  await workAll(shop.admin);
  const { id: third } = await repeatRun(shop.admin, { id: second });
  await workAll(shop.admin);
  await age(first, 181);
  await age(second, 181);
  await purgeRuns(db());
  const { id: fourth } = await repeatRun(shop.admin, { id: third });
  expect((await readRun(shop.admin, fourth)).source).toMatch(/~4$/);
  expect(await runsOf(shop.admin)).toHaveLength(2);
});

test('they go also behind more that stay than are looked at together', async () => {
  const once = await make({ repeat: 'once' });
  await db().execute(sql`
    insert into automation_runs (workspace_id, automation_id, version_id, contact_id, source, state, started_at, finished_at)
    select ${shop.workspace.id}, ${once.automationId}, ${once.versionId}, n, 'x:' || n, 'done',
      now() - interval '1 year', now() - interval '1 year' from generate_series(1000001, 1006000) n`);
  // As it is by itself where that many are.
  await db().execute(sql`analyze automation_runs`);
  const old = await done(await make(), 181);
  expect(await purgeRuns(db())).toBe(1);
  const kept = await left();
  expect(kept).toHaveLength(6_000);
  expect(kept).not.toContain(old);
});
