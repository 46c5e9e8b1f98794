import { count, isNull, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { contacts } from '#db/schema/contacts.ts';
import { contactEvents } from '#db/schema/events.ts';
import { origins } from '#db/schema/origins.ts';
import { statuses } from '#db/schema/statuses.ts';
import { seedVolume } from '#domain/demo/volume.ts';
import { verify } from '#domain/verify/verify.ts';
import { useDatabase } from '../../support/connect.ts';
import { makeWorkspace } from '../../support/workspace.ts';

const { db, url } = useDatabase();

const indexes = () =>
  db().execute<{ definition: string }>(sql`
    select indexdef as definition from pg_indexes where schemaname = 'public' order by indexname`);
const constraints = () =>
  db().execute<{ definition: string }>(sql`
    select conname || ' ' || pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = 'public'::regnamespace order by 1`);

test('makes a workspace where there is none, with exact tallies and a history for everybody', async () => {
  const volume = await seedVolume(url(), { contacts: 3000, statuses: 7, origins: 20, workspaceId: null });
  expect(volume.contacts).toBe(3000);
  expect(volume.events).toBeGreaterThanOrEqual(6000);
  expect(await verify(db())).toEqual([]);
  const [made] = await db()
    .select({ contacts: count(), names: sql<number>`count(distinct first_name)::int` })
    .from(contacts);
  expect(made?.contacts).toBe(3000);
  expect(made?.names).toBeGreaterThan(500);
  expect(await db().select({ total: count() }).from(statuses)).toEqual([{ total: 7 }]);
  expect(await db().select({ total: count() }).from(origins)).toEqual([{ total: 20 }]);
  const [meagre] = await db().execute<{ total: number }>(sql`
    select count(*)::int as total
    from (select contact_id from ${contactEvents} group by 1 having count(*) < 2) as few`);
  expect(meagre?.total).toBe(0);
});

test('adds to the only workspace, and leaves indexes and keys as they were', async () => {
  const before = { indexes: await indexes(), constraints: await constraints() };
  await seedVolume(url(), { contacts: 20_000, statuses: 3, origins: 3, workspaceId: null });
  expect({ indexes: await indexes(), constraints: await constraints() }).toEqual(before);
  expect(await verify(db())).toEqual([]);
  expect(await db().select({ total: count() }).from(contacts)).toEqual([{ total: 23_000 }]);
  expect(await db().select({ total: count() }).from(statuses).where(isNull(statuses.retiredAt))).toEqual([
    { total: 7 },
  ]);
}, 60_000);

test('asks which workspace where there are several', async () => {
  const { id } = await makeWorkspace(db());
  const request = { contacts: 10, statuses: 2, origins: 2 };
  await expect(seedVolume(url(), { ...request, workspaceId: null })).rejects.toThrow('--workspace');
  await expect(seedVolume(url(), { ...request, workspaceId: 999_999 })).rejects.toThrow(
    'no workspace 999999',
  );
  expect((await seedVolume(url(), { ...request, workspaceId: id })).workspaceId).toBe(id);
  expect(await verify(db())).toEqual([]);
});
