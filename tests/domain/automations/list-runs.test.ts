import { beforeAll, describe, expect, test } from 'vitest';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { countRuns, listRuns } from '#domain/automations/list-runs.ts';
import { parseRunsFilter } from '#domain/automations/runs-filter.ts';
import { useDatabase } from '../../support/connect.ts';
import { refused } from '../../support/refusals.ts';
import { type Made, makeAutomation, steps } from '../../support/run.ts';
import { addContact, makeShop, type Shop } from './support.ts';

const { db } = useDatabase();
let shop: Shop;
let people: number[];
let made: Made;
const HOUR = 3_600_000;

beforeAll(async () => {
  shop = await makeShop(db());
  made = await makeAutomation(shop.admin, steps({ kind: 'note', text: 'Visto' }));
  people = [await addContact(shop), await addContact(shop)];
  const states = ['done', 'failed', 'waiting'] as const;
  await db()
    .insert(automationRuns)
    .values(
      Array.from({ length: 120 }, (_, place) => ({
        workspaceId: shop.admin.workspace.id,
        ...made,
        contactId: people[place % 2] ?? 0,
        source: `test:${place}`,
        state: states[place % 3] ?? 'done',
        // Three at each moment: the cursor must tell them apart.
        startedAt: new Date(Date.UTC(2026, 4, 10, 12) - Math.floor(place / 3) * HOUR),
      })),
    );
});

const list = (params: Record<string, string> = {}, after: string | null = null, ctx = shop.admin) =>
  listRuns(ctx, { automationId: made.automationId, filter: parseRunsFilter(params), after });

async function whole(params: Record<string, string> = {}): Promise<number[]> {
  const ids: number[] = [];
  for (let after: string | null = null; ; ) {
    const page = await list(params, after);
    ids.push(...page.entries.map(({ id }) => id));
    if (page.next === null) return ids;
    after = page.next;
  }
}

describe('the list', () => {
  test('pages through every run once, newest first', async () => {
    const ids = await whole();
    expect(ids).toHaveLength(120);
    expect(new Set(ids).size).toBe(120);
    const { entries } = await list();
    const times = entries.map(({ startedAt }) => startedAt.getTime());
    expect(times).toEqual(times.toSorted((a, b) => b - a));
    expect(entries[0]).toMatchObject({
      versionNumber: expect.any(Number),
      contact: { id: expect.any(Number) },
    });
  });

  test.each([
    [{ state: 'failed' }, 40],
    [{ state: 'cancelled' }, 0],
    [{ state: 'nonsense' }, 120],
    [{ from: '2026-05-10' }, 30],
    [{ to: '2026-05-08' }, 18],
  ])('narrowed by %j: %i', async (params, total) => {
    expect(await whole(params)).toHaveLength(total);
  });

  test('one contact alone', async () => {
    expect(await whole({ contact: String(people[1]) })).toHaveLength(60);
  });

  test('counts by state', async () => {
    expect(await countRuns(shop.admin, made.automationId)).toEqual({
      running: 0,
      waiting: 40,
      done: 40,
      stopped: 0,
      failed: 40,
      cancelled: 0,
    });
  });

  test('is refused to sales, with a forged cursor, and empty for another workspace', async () => {
    const other = await makeShop(db());
    await refused(list({}, null, shop.workspace.sales), 'forbidden');
    await refused(countRuns(shop.workspace.sales, made.automationId), 'forbidden');
    await refused(list({}, 'forged'), 'invalid');
    expect((await list({}, null, other.admin)).entries).toEqual([]);
  });
});
