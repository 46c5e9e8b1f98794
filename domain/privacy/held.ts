import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import type { TableRule } from './column-rules.ts';
import { idList } from './person.ts';
import { REGISTER } from './register.ts';

type Row = Record<string, unknown>;

/** What one table holds of a person; its columns by their names in the database. */
export type Holding = { table: string; rows: Row[] };

/** Everything that is held of the contacts `ids`, table by table, as the register says: all but copies that we made for ourselves. */
export async function readHoldings(ctx: Ctx, ids: number[]): Promise<Holding[]> {
  const holdings: Holding[] = [];
  for (const [table, rule] of Object.entries(REGISTER)) {
    if (rule.contact.length === 0 && rule.erase !== 'imported') continue;
    const rows = await readRows(ctx, table, rule, ids);
    if (rows.length > 0) holdings.push({ table, rows });
  }
  return holdings;
}

async function readRows(ctx: Ctx, table: string, rule: TableRule, ids: number[]): Promise<Row[]> {
  const names = Object.entries(rule.columns)
    .filter(([name, one]) => one !== 'copy' && name !== 'workspace_id')
    .map(([name]) => name);
  const isCopy = !Object.values(rule.columns).includes('personal') && rule.erase === 'imported';
  if (isCopy) return [];
  const columns = names.map((name) => sql`t.${sql.identifier(name)}`);
  const list = sql`${idList(ids)}::bigint[]`;
  const links = rule.contact.map((name) => sql`t.${sql.identifier(name)} = any(${list})`);
  // Rows of files say whose they are beside them.
  const isTheirs =
    rule.erase === 'imported'
      ? sql`exists (
          select from import_outcomes o
          where o.workspace_id = t.workspace_id and o.import_id = t.import_id and o.number = t.number
            and o.contact_id = any(${list}))`
      : sql.join(links, sql` or `);
  const order = sql.raw(names.includes('id') ? 'id' : '1');
  const found = await ctx.db.execute<{ row: Row }>(sql`
    select to_jsonb(held) as row from (
      select ${sql.join(columns, sql`, `)} from ${sql.identifier(table)} t
      where t.workspace_id = ${ctx.workspace.id} and (${isTheirs}) order by ${order}
    ) as held`);
  return found.map(({ row }) => row);
}
