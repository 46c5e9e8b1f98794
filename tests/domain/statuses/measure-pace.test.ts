import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contactEvents } from '#db/schema/events.ts';
import { statuses, statusPaces } from '#db/schema/statuses.ts';
import { measureStatusPaces } from '#domain/statuses/measure-pace.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

const { db } = useDatabase();
const now = new Date('2026-05-20T12:00:00Z');
const HOUR = 3_600_000;

type Stay = { hours: number; daysAgo?: number; changeId?: string };

async function addStays(workspace: TestWorkspace, statusId: number, stays: Stay[]): Promise<void> {
  await db()
    .insert(contactEvents)
    .values(
      stays.map(({ hours, daysAgo = 1, changeId }, index) => {
        const at = new Date(now.getTime() - daysAgo * 24 * HOUR);
        return {
          workspaceId: workspace.id,
          contactId: index + 1,
          kind: 'contact.status_changed' as const,
          actorKind: 'system' as const,
          at,
          before: { statusId, statusSince: new Date(at.getTime() - hours * HOUR).toISOString() },
          after: { statusId: 1 },
          changeId,
        };
      }),
    );
}

const pacesOf = (statusId: number) =>
  db().select().from(statusPaces).where(eq(statusPaces.statusId, statusId));
const hours = (list: number[], rest: Partial<Stay> = {}) => list.map((one) => ({ hours: one, ...rest }));
const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);

test('the usual stay is the one that nine in ten do not exceed', async () => {
  const workspace = await makeWorkspace(db());
  const statusId = await workspace.addStatus('Novo');
  await addStays(workspace, statusId, hours(upTo(50)));
  expect(await measureStatusPaces(db(), now)).toBe(1);
  expect(await pacesOf(statusId)).toMatchObject([
    { usualSeconds: 45 * 3600, sampleSize: 50, computedAt: now, workspaceId: workspace.id },
  ]);
});

test('fewer than 20 stays say nothing; old ones and emptied statuses do not count', async () => {
  const workspace = await makeWorkspace(db());
  const few = await workspace.addStatus('Poucos');
  await addStays(workspace, few, [
    ...hours(upTo(19)),
    ...hours(upTo(30), { daysAgo: 91 }),
    ...hours(upTo(30), { changeId: crypto.randomUUID() }),
  ]);
  await measureStatusPaces(db(), now);
  expect(await pacesOf(few)).toEqual([]);
});

test('what was measured goes when it no longer holds', async () => {
  const workspace = await makeWorkspace(db());
  const statusId = await workspace.addStatus('Novo');
  await addStays(workspace, statusId, hours(upTo(20)));
  await measureStatusPaces(db(), now);
  expect(await pacesOf(statusId)).toMatchObject([{ sampleSize: 20 }]);
  await addStays(workspace, statusId, hours(upTo(5)));
  await measureStatusPaces(db(), new Date(now.getTime() + 1000));
  expect(await pacesOf(statusId)).toMatchObject([{ sampleSize: 25 }]);
  await db().update(statuses).set({ retiredAt: now }).where(eq(statuses.id, statusId));
  await measureStatusPaces(db(), new Date(now.getTime() + 2000));
  expect(await pacesOf(statusId)).toEqual([]);
});
