import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

/** Tables, of every schema, that hold any of `texts` in any column. */
export async function findEverywhere(db: Db, texts: string[]): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);
  const patterns = sql.join(
    texts.map((text) => sql`${`%${text}%`}`),
    sql`, `,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await db.execute(
      sql`select 1 from ${sql.raw(name)} t where t::text ilike any (array[${patterns}]) limit 1`,
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}
