import { sql } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { writeListeners } from '#domain/automations/listeners.ts';
import type { Trigger } from '#domain/automations/types.ts';
import { createSegment } from '#domain/segments/create.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { makeShop, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
beforeEach(async () => {
  shop = await makeShop(db());
});

async function stateOf(id: number) {
  const [row] = await db().execute<{
    kinds: string[] | null;
    clock: string | null;
    watched: number[] | null;
  }>(sql`
    select (select array_agg(event_kind order by event_kind) from automation_listeners
        where workspace_id = a.workspace_id and automation_id = a.id) as kinds, clock_seen_at as clock,
      (select json_agg(segment_id) from watched_segments where workspace_id = a.workspace_id) as watched
    from automations a where id = ${id}`);
  return {
    kinds: row?.kinds ?? [],
    hasClock: row?.clock !== null,
    clock: row?.clock,
    watched: row?.watched ?? [],
  };
}

const listen = (id: number, trigger: Trigger | null) =>
  writeListeners(shop.admin, id, trigger && { trigger });

test('an automation listens to what its trigger says, and to nothing once it is off', async () => {
  const { id } = await makeAutomation(shop.admin, { trigger: { kind: 'origin_changed', to: [] } });
  expect(await stateOf(id)).toMatchObject({
    kinds: ['contact.created', 'contact.origin_changed'],
    hasClock: false,
    watched: [],
  });
  await listen(id, { kind: 'status_changed', from: [], to: [] });
  expect((await stateOf(id)).kinds).toEqual(['contact.status_changed']);
  await listen(id, null);
  expect(await stateOf(id)).toMatchObject({ kinds: [], hasClock: false });
});

test('the clock begins when it is switched on, and a new version goes on from there', async () => {
  const { id } = await makeAutomation(shop.admin, {
    trigger: { kind: 'days_in_status', statusIds: [], days: 3 },
  });
  await db().execute(sql`update automations set clock_seen_at = '2026-11-01T00:00:00Z' where id = ${id}`);
  const before = (await stateOf(id)).clock;
  await listen(id, { kind: 'days_in_status', statusIds: [], days: 4 });
  expect((await stateOf(id)).clock).toBe(before);
  await listen(id, null);
  await listen(id, { kind: 'days_in_status', statusIds: [], days: 4 });
  const after = await stateOf(id);
  expect(after.hasClock).toBe(true);
  expect(after.clock).not.toBe(before);
});

test('a segment is watched as long as an automation that is on names it', async () => {
  const { id: segmentId } = await createSegment(shop.admin, {
    name: 'Ativos',
    query: 'filter=all(active.yes)',
    isShared: true,
  });
  const joins = await makeAutomation(shop.admin, { trigger: { kind: 'segment_joined', segmentId } });
  const leaves = await makeAutomation(shop.admin, { trigger: { kind: 'segment_left', segmentId } });
  expect((await stateOf(joins.id)).watched).toEqual([segmentId]);
  expect((await stateOf(joins.id)).kinds).toContain('contact.updated');
  await listen(joins.id, null);
  expect((await stateOf(joins.id)).watched).toEqual([segmentId]);
  await listen(leaves.id, null);
  expect((await stateOf(joins.id)).watched).toEqual([]);
});

test('sales may not', async () => {
  const { id } = await makeAutomation(shop.admin, {
    trigger: { kind: 'owner_changed', to: [] },
    isOn: false,
  });
  await refused(writeListeners(shop.workspace.sales, id, null), 'forbidden');
});
