import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { statusPaces } from '#db/schema/statuses.ts';
import { writeListeners } from '#domain/automations/listeners.ts';
import { purgeAutomations } from '#domain/automations/purge.ts';
import { lookAtSegments } from '#domain/automations/segment-watch.ts';
import { startBulk } from '#domain/bulk/start.ts';
import { createSegment } from '#domain/segments/create.ts';
import { updateSegment } from '#domain/segments/update.ts';
import { makeAutomation } from '../../support/automation.ts';
import { useDatabase } from '../../support/connect.ts';
import { addContact, makeShop, match, move, runsOf, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
beforeEach(async () => {
  await db().execute(sql`delete from watched_segments`);
  shop = await makeShop(db());
});

/** A segment with one automation for who joins, and one for who leaves; looked at once. */
async function watch(query: string) {
  const { id: segmentId } = await createSegment(shop.admin, {
    name: `Segmento ${query}`,
    query,
    isShared: true,
  });
  const joined = await makeAutomation(shop.admin, { trigger: { kind: 'segment_joined', segmentId } });
  const left = await makeAutomation(shop.admin, { trigger: { kind: 'segment_left', segmentId } });
  await look();
  return { segmentId, joined: joined.id, left: left.id };
}

async function look() {
  await match(db());
  await lookAtSegments(db(), { onlyNew: false });
  await match(db());
}

/** As if the segments had been looked at last so many days ago. */
async function seenEarlier(days: number) {
  const earlier = (day: string) => new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);
  const rows = await db().execute<{ segment_id: string; seen: string }>(sql`
    select segment_id, seen::text as seen from watched_segments`);
  for (const { segment_id, seen } of rows)
    await db().execute(sql`
      update watched_segments set seen = ${seen.replace(/\d{4}-\d\d-\d\d(?=T)/g, earlier)}::jsonb where segment_id = ${segment_id}`);
}

const bulkTo = (statusId: number, ids: number[], firesAutomations = false) =>
  startBulk(shop.admin, {
    selection: { ids },
    change: { kind: 'status', statusId },
    expectedTotal: ids.length,
    requestId: randomUUID(),
    firesAutomations,
  });

const ran = async () => (await runsOf(shop.admin)).map(({ automation, contact }) => [automation, contact]);

describe('a watched segment', () => {
  test('is joined and left by what happens to contacts; whoever was in it before has not joined', async () => {
    const [there, comes] = [await addContact(shop), await addContact(shop)];
    await move(shop.admin, there, shop.feito);
    const { joined, left } = await watch(`filter=all(status.is:${shop.feito})`);
    expect(await ran()).toEqual([]);
    await move(shop.admin, comes, shop.feito);
    await move(shop.admin, there, shop.novo);
    await match(db());
    expect(await ran()).toEqual(
      expect.arrayContaining([
        [joined, comes],
        [left, there],
      ]),
    );
    expect(await ran()).toHaveLength(2);
    await move(shop.admin, there, shop.perdido);
    await match(db());
    expect(await ran()).toHaveLength(2);
  });

  test('is joined silently by an act on many, and at a distance by one that was asked', async () => {
    const { joined } = await watch(`filter=all(status.is:${shop.feito})`);
    const [quiet, asked] = [await addContact(shop), await addContact(shop)];
    await bulkTo(shop.feito, [quiet]);
    await match(db());
    expect(await ran()).toEqual([]);
    await db().execute(sql`update contacts set version = version + 1 where id = ${quiet}`);
    await bulkTo(shop.feito, [asked], true);
    await db().execute(sql`update automation_inbox set due_at = now()`);
    await match(db());
    expect(await ran()).toEqual([[joined, asked]]);
  });

  test('is joined and left by time, by those whose boundary has moved', async () => {
    const [old, young] = [await addContact(shop), await addContact(shop)];
    await db().execute(sql`update contacts set created_at = now() - interval '90 days' where id = ${old}`);
    const { joined } = await watch('filter=all(created.older:30d)');
    const { left } = await watch('filter=all(created.last:30d)');
    // As if it had been looked at 40 days ago, when the young one was not there yet for the first, and was for the second.
    await db().execute(sql`update contacts set created_at = now() - interval '45 days' where id = ${young}`);
    await seenEarlier(40);
    await look();
    expect((await ran()).toSorted()).toEqual(
      [
        [joined, young],
        [left, young],
      ].toSorted(),
    );
    await look();
    expect(await ran()).toHaveLength(2);
  });

  test('of what has been is joined by a move, and of what takes longer than usual by time', async () => {
    const contact = await addContact(shop);
    const usual = { workspaceId: shop.workspace.id, sampleSize: 30, computedAt: new Date() };
    await db()
      .insert(statusPaces)
      .values({ ...usual, statusId: shop.feito, usualSeconds: 10 * 86_400 });
    const past = await watch(`filter=all(history.moved:${shop.novo},${shop.feito},,)`);
    const slow = await watch(`filter=all(history.beyond:${shop.feito})`);
    await move(shop.admin, contact, shop.feito);
    await match(db());
    expect(await ran()).toEqual([[past.joined, contact]]);
    await db().execute(
      sql`update contacts set status_since = now() - interval '12 days' where id = ${contact}`,
    );
    await seenEarlier(5);
    await look();
    expect(await ran()).toEqual(
      expect.arrayContaining([
        [past.joined, contact],
        [slow.joined, contact],
      ]),
    );
    expect(await ran()).toHaveLength(2);
  });

  test('that nobody watches any more is forgotten, contact by contact', async () => {
    await addContact(shop);
    const { joined, left } = await watch(`filter=all(status.is:${shop.novo})`);
    for (const id of [joined, left]) await writeListeners(shop.admin, id, null);
    expect(await purgeAutomations(db())).toMatchObject({ watched: expect.any(Number) });
    const [rest] = await db().execute(sql`
      select count(*)::int as total from segment_watch where workspace_id = ${shop.workspace.id}`);
    expect(rest).toEqual({ total: 0 });
  });

  test('whose filter is changed is joined by nobody for that', async () => {
    const contact = await addContact(shop);
    const { segmentId, joined } = await watch(`filter=all(status.is:${shop.feito})`);
    await updateSegment(shop.admin, {
      id: segmentId,
      version: 1,
      query: `filter=all(status.is:${shop.novo})`,
    });
    await look();
    expect(await ran()).toEqual([]);
    const later = await addContact(shop);
    await match(db());
    expect(await ran()).toEqual([[joined, later]]);
    expect(contact).toBeLessThan(later);
  });
});
