import { readdirSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { REGISTER } from '#domain/privacy/register.ts';
import { useDatabase } from '../../support/connect.ts';

const { db } = useDatabase();

const registered = Object.entries(REGISTER)
  .flatMap(([table, { columns }]) => Object.keys(columns).map((column) => `${table}.${column}`))
  .toSorted();

const HINT =
  'say in domain/privacy/register.ts what the column may hold about a contact: export and erasure go by it';

test('every column of the schema has a rule', async () => {
  const modules: object[] = await Promise.all(
    readdirSync('db/schema').map((name) => import(`../../../db/schema/${name.replace('.ts', '')}.ts`)),
  );
  const columns = modules
    .flatMap((module) => Object.values(module))
    .filter((one) => one instanceof PgTable)
    .map(getTableConfig)
    .flatMap((table) => table.columns.map(({ name }) => `${table.name}.${name}`));
  expect(registered, HINT).toEqual(columns.toSorted());
});

test('every column of the database has a rule', async () => {
  const rows = await db().execute<{ name: string }>(sql`
    select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'`);
  expect(registered, HINT).toEqual(rows.map(({ name }) => name).toSorted());
});

const tables = Object.entries(REGISTER);

test.each(tables)('%s: its rules fit together', (_, { contact, erase, columns }) => {
  const rules = Object.values(columns);
  const isPersonal = rules.includes('personal') || rules.includes('copy');
  // What is personal can only be found, exported and erased by the contact that it belongs to.
  if (isPersonal && erase !== 'imported') expect(contact.length).toBeGreaterThan(0);
  if (contact.length > 0) expect(erase).not.toBe('nothing');
  for (const column of contact) expect(columns[column]).toBe('plain');
});

test('what stands before automations is erased before their runs, as whoever matches them locks both', () => {
  const order = tables.map(([table]) => table);
  expect(order.indexOf('automation_inbox')).toBeLessThan(order.indexOf('automation_runs'));
});

test('what names a contact by id is about that contact', () => {
  const links = registered.filter((name) => /\.(contact|low|high)_id$/.test(name));
  const known = tables.flatMap(([table, { contact }]) => contact.map((column) => `${table}.${column}`));
  expect(links.filter((link) => !known.includes(link))).toEqual([]);
});
