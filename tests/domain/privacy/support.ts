import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import type { Desk } from '../contacts/support.ts';

/** Tables, of every schema, that hold any of `texts` in any column, bytes too. */
export async function findEverywhere(db: Db, texts: string[]): Promise<string[]> {
  const tables = await db.execute<{ name: string }>(sql`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`);
  const hex = texts.map((text) => Buffer.from(text).toString('hex'));
  const patterns = sql.join(
    [...texts, ...hex].map((text) => sql`${`%${text}%`}`),
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

type Canary = { id: number; tag: string; phone: string };

/** Writes what other parts of the product keep of a person, and beside it a row of the contact `otherId`. */
export async function fillRest(desk: Desk, { id, tag, phone }: Canary, otherId: number): Promise<void> {
  const w = desk.id;
  const { db } = desk.admin;
  const change = sql`gen_random_uuid()`;
  const typed = `(11) ${phone.slice(2, 7)}-${phone.slice(7)}`;
  const cells = (...texts: string[]) =>
    sql`array[${sql.join(
      texts.map((text) => sql`${text}`),
      sql`, `,
    )}]::text[]`;
  await db.execute(
    sql`insert into fields (workspace_id, id, name, name_key, kind, position) values (${w}, 1, 'CPF', 'cpf', 'text', 1)`,
  );
  await db.execute(
    sql`insert into field_values (workspace_id, field_id, contact_id, text) values (${w}, 1, ${id}, ${tag})`,
  );
  await db.execute(
    sql`insert into consents (workspace_id, contact_id, purpose, wording, source, given_at) values (${w}, ${id}, ${tag}, ${tag}, ${tag}, now())`,
  );
  await db.execute(sql`
    insert into contact_merges (workspace_id, from_id, into_id, change_id, taken, before, merged_at) values (${w}, 999001, ${id}, ${change},
      ${JSON.stringify({ contact: { first_name: tag }, identities: [{ kind: 'email', value: `${tag}@terceiro.example` }] })}, '{}', now())`);
  await db.execute(sql`
    insert into contact_events (workspace_id, contact_id, kind, actor_kind, after)
    values (${w}, 999001, 'contact.created', 'system', ${JSON.stringify({ statusId: desk.novo, firstName: tag })})`);
  await db.execute(sql`
    insert into imports (workspace_id, id, state, file_name, file_bytes, change_id, created_by, file, plan)
    values (${w}, 1, 'ready', 'a.csv', 1, ${change}, 1,
      ${JSON.stringify({
        columns: [
          { sample: [tag], values: null },
          { sample: [typed, '1'], values: null },
        ],
      })}, ${JSON.stringify({ settled: { [`${tag}@novo.example`]: 1 } })})`);
  await db.execute(sql`
    insert into import_rows (workspace_id, import_id, number, line, cells) values
      (${w}, 1, 1, 2, ${cells(tag, 'linked', '')}),
      (${w}, 1, 2, 3, ${cells(tag, typed)}),
      (${w}, 1, 3, 4, ${cells(tag, `${tag}@VELHO.example`)}),
      (${w}, 1, 4, 5, ${cells(tag, `x ${tag}@terceiro.example`)}),
      (${w}, 1, 5, 6, ${cells('Outra', '(11) 90000-0000')}),
      (${w}, 1, 6, 7, ${cells('Outra', typed)})`);
  await db.execute(
    sql`insert into import_facts (workspace_id, import_id, number, first_name) values (${w}, 1, 4, ${tag})`,
  );
  await db.execute(sql`
    insert into import_outcomes (workspace_id, import_id, number, outcome, contact_id, change) values
      (${w}, 1, 1, 'updated', ${id}, ${JSON.stringify({ facts: { name: [tag, ''] } })}),
      (${w}, 1, 2, 'rejected', null, null),
      (${w}, 1, 6, 'unchanged', ${otherId}, null)`);
  await db.execute(sql`
    insert into bulk_changes (workspace_id, state, change, query, total, change_id, created_by)
    values (${w}, 'done', '{}', ${`q=${tag}%40novo.example&status=1`}, 1, ${change}, 1)`);
  for (const table of ['segments', 'views'])
    await db.execute(sql`
      insert into ${sql.identifier(table)} (workspace_id, name, name_key, query, owner_id${table === 'views' ? sql`, columns` : sql``})
      values (${w}, 'Um', 'um', ${`q=${phone}`}, 1${table === 'views' ? sql`, '[]'` : sql``})`);
  await db.execute(sql`
    insert into workspace_events (workspace_id, subject_kind, subject_id, kind, actor_kind, after)
    values (${w}, 'export', 1, 'contacts.exported', 'system', ${JSON.stringify({ query: `q=${tag}%40novo.example`, rows: 1 })})`);
}
