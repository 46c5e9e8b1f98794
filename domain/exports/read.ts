import { asc, desc, type SQL, sql } from 'drizzle-orm';
import { contacts } from '#db/schema/contacts.ts';
import { Handover } from '#lib/handover.ts';
import { log } from '#lib/log.ts';
import { authorize } from '../authorize.ts';
import { countResolved } from '../contacts/count.ts';
import type { ContactSort } from '../contacts/query.ts';
import type { ResolvedFilter } from '../contacts/resolve-filter.ts';
import { contactFilterWhere } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { DomainError } from '../errors.ts';
import type { Belongings, ExportRow } from './cells.ts';
import type { ExportColumnKey } from './columns.ts';
import { readBeside } from './read-beside.ts';

const ROWS_AT_ONCE = 1_000;
/** So many exports of one workspace run at once, whatever the number of processes, and so many in one process: each holds a connection. */
const AT_ONCE = 2;
const AT_ONCE_HERE = 4;
/** Whoever takes nothing for so long gets no more: the snapshot keeps the database from tidying up. */
const PATIENCE_SECONDS = 120;

type Asked = {
  filter: ResolvedFilter;
  sort: ContactSort;
  keys: readonly ExportColumnKey[];
  fieldIds: number[];
  toLine: (row: ExportRow, beside: Belongings) => (string | null)[];
};
type Lines = (string | null)[][];

let running = 0;

/**
 * Begins to read contacts, all as they are at one moment, some at a time and one step ahead of whoever takes the lines. Answers when it is known
 * how many there will be. The connection is freed when all is read, when the taker goes, or when they stall.
 * @throws `too_many` while as many others as may are at it; `forbidden`.
 */
export async function openLines(ctx: Ctx, asked: Asked): Promise<{ total: number; lines: Handover<Lines> }> {
  authorize(ctx, 'contact.export');
  if (running >= AT_ONCE_HERE) throw new DomainError('too_many');
  const lines = new Handover<Lines>({ patienceSeconds: PATIENCE_SECONDS });
  running += 1;
  const total = new Promise<number>((resolve, reject) => {
    const reading = ctx.db.transaction((tx) => readAll({ ...ctx, db: tx }, asked, lines, resolve), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    });
    reading
      .then(
        () => lines.finish(),
        (error: unknown) => {
          if (!lines.isLeft && !(error instanceof DomainError)) log.error({ error }, 'export failed');
          reject(error);
          lines.finish(error);
        },
      )
      .finally(() => {
        running -= 1;
      });
  });
  return { total: await total, lines };
}

async function readAll(
  ctx: Ctx,
  asked: Asked,
  lines: Handover<Lines>,
  tellTotal: (total: number) => void,
): Promise<void> {
  await takeTurn(ctx);
  tellTotal(await countAll(ctx, asked.filter));
  // All rows are wanted, so the plan that is soonest done with all, not with the first.
  await ctx.db.execute(sql`set local cursor_tuple_fraction = 1`);
  await ctx.db.execute(sql`
    declare export_rows no scroll cursor for
    select ${selected(ctx, asked.keys)} from ${contacts}
    where ${contactFilterWhere(ctx, asked.filter)} order by ${orderOf(asked.sort)}`);
  for (;;) {
    const rows = await ctx.db.execute<ExportRow>(sql.raw(`fetch ${ROWS_AT_ONCE} from export_rows`));
    const beside = await readBeside(
      ctx,
      rows.map(({ id }) => id),
      asked,
    );
    if (rows.length > 0) await lines.give(rows.map((row) => asked.toLine(row, beside)));
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/** Held until the transaction ends, however it ends. */
async function takeTurn(ctx: Ctx): Promise<void> {
  for (let turn = 1; turn <= AT_ONCE; turn += 1) {
    const key = `export:${ctx.workspace.id}:${turn}`;
    const [row] = await ctx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as mine`,
    );
    if (row?.mine) return;
  }
  throw new DomainError('too_many');
}

async function countAll(ctx: Ctx, filter: ResolvedFilter): Promise<number> {
  const { total, isExact } = await countResolved(ctx, filter);
  if (isExact) return total;
  const [row] = await ctx.db.execute<{ total: number }>(
    sql`select count(*)::int as total from ${contacts} where ${contactFilterWhere(ctx, filter)}`,
  );
  return row?.total ?? 0;
}

const SORTED = {
  createdAt: contacts.createdAt,
  name: contacts.name,
  lastActivityAt: contacts.lastActivityAt,
} satisfies Record<ContactSort['by'], unknown>;

function orderOf({ by, direction }: ContactSort): SQL {
  const order = direction === 'asc' ? asc : desc;
  return sql`${order(SORTED[by])}, ${order(contacts.id)}`;
}

/** The columns of `ExportRow` that the chosen ones need. */
function selected(ctx: Ctx, keys: readonly ExportColumnKey[]): SQL {
  const moment = (at: SQL.Aliased | SQL) =>
    sql`to_char(${at} at time zone ${ctx.workspace.timeZone}::text, 'YYYY-MM-DD"T"HH24:MI:SS')`;
  const c = contacts;
  const ways: Partial<Record<ExportColumnKey, SQL>> = {
    firstName: sql`${c.firstName} as "firstName"`,
    lastName: sql`${c.lastName} as "lastName"`,
    phone: sql`${c.phone} as phone`,
    email: sql`${c.email} as email`,
    company: sql`${c.company} as company`,
    website: sql`${c.website} as website`,
    notes: sql`${c.notes} as notes`,
    type: sql`${c.type} as type`,
    isActive: sql`${c.isActive} as "isActive"`,
    status: sql`${c.statusId} as "statusId"`,
    origin: sql`${c.originId} as "originId"`,
    owner: sql`${c.ownerId} as "ownerId"`,
    optedOutAt: sql`${moment(sql`${c.optedOutAt}`)} as "optedOutAt"`,
    createdAt: sql`${moment(sql`${c.createdAt}`)} as "createdAt"`,
    lastActivityAt: sql`${moment(sql`${c.lastActivityAt}`)} as "lastActivityAt"`,
  };
  const wanted = keys.flatMap((key) => ways[key] ?? []);
  return sql.join([sql`${c.id} as id`, ...wanted], sql`, `);
}
