import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import postgres from 'postgres';
import { describe, expect, it } from 'vitest';
import { useDatabase } from './support/connect.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const FOLDER = 'db/migrations';

type Entry = { idx: number; when: number; tag: string };
const { entries }: { entries: Entry[] } = JSON.parse(readFileSync(`${FOLDER}/meta/_journal.json`, 'utf8'));

function drizzleKit(...args: string[]): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['node_modules/drizzle-kit/bin.cjs', ...args],
    {
      encoding: 'utf8',
      timeout: 60_000,
    },
  );
  return { status, output: `${stdout}${stderr}` };
}

describe('the journal', () => {
  // The migrator takes what is newer than the newest it has taken: an older one would be left out without a word.
  it('only grows', () => {
    const times = entries.map(({ when }) => when);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(times).size).toBe(times.length);
    expect(entries.map(({ idx }) => idx)).toEqual(entries.map((_, at) => at));
  });

  it('names every file there is, and no other', () => {
    const sql = readdirSync(FOLDER).filter((name) => name.endsWith('.sql'));
    expect(sql.toSorted()).toEqual(entries.map(({ tag }) => `${tag}.sql`).toSorted());
    const snapshots = readdirSync(`${FOLDER}/meta`).filter((name) => name.endsWith('_snapshot.json'));
    expect(snapshots.toSorted()).toEqual(
      entries.map(({ tag }) => `${tag.slice(0, 4)}_snapshot.json`).toSorted(),
    );
  });
});

describe('schema and migrations', () => {
  it('agree: there is nothing left to generate', () => {
    // Seen from here: drizzle-kit puts `./` before whatever it is given.
    const folder = relative('.', join(temporaryFolder(), 'migrations'));
    cpSync(FOLDER, folder, { recursive: true });
    const before = readdirSync(folder);
    const place = ['--dialect', 'postgresql', '--out', folder];
    expect(drizzleKit('check', ...place)).toMatchObject({ status: 0 });
    const { output } = drizzleKit(
      'generate',
      ...place,
      '--schema',
      './db/schema/*.ts',
      '--name',
      'forgotten',
    );
    const forgotten = readdirSync(folder).filter((name) => !before.includes(name));
    // Run `npm run migration -- --name <what>`: this is what it would write.
    expect(forgotten.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([]);
    expect(output).toContain('No schema changes');
  });

  const { url } = useDatabase();

  it('give the database the tables and columns that the code believes in', async () => {
    const sql = postgres(url(), { max: 1 });
    const real = await sql<{ table: string; column: string; type: string; required: boolean }[]>`
      select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped`;
    await sql.end();
    const inDatabase = real.map(({ table, column, type, required }) =>
      describeColumn(table, column, type, required),
    );
    expect(inDatabase.toSorted()).toEqual((await columnsOfSchema()).toSorted());
  });
});

async function columnsOfSchema(): Promise<string[]> {
  const files = readdirSync('db/schema');
  const modules: object[] = await Promise.all(
    files.map((name) => import(`../db/schema/${name.replace('.ts', '')}.ts`)),
  );
  const tables = modules.flatMap((module) => Object.values(module)).filter((one) => one instanceof PgTable);
  return tables
    .map(getTableConfig)
    .flatMap(({ name, columns }) =>
      columns.map((column) => describeColumn(name, column.name, column.getSQLType(), column.notNull)),
    );
}

function describeColumn(table: string, column: string, type: string, isRequired: boolean): string {
  const plain = type.replace(/ (without|with) time zone| collate .*| (?=\()/g, '');
  return `${table}.${column} ${plain}${/with time zone/.test(type) ? ' tz' : ''}${isRequired ? ' not null' : ''}`;
}
