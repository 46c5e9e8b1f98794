import { type SQL, sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { BLOCKS, type Block } from './blocks.ts';
import { type Found, keepPairs } from './pairs.ts';
import { type Person, scorePair } from './rules.ts';

const ROWS_AT_ONCE = 5_000;

type Row = Person & { key: string };

/**
 * Compares everybody of a workspace with everybody they share a key of the block `at` with, and keeps the pairs that may be one person, as of the pass
 * that began at `since`. One transaction of its own, in memory that does not grow with the table. Returns how many pairs.
 */
export async function passBlock(
  db: Db,
  pass: { workspaceId: number; since: Date },
  at: number,
): Promise<number> {
  const { workspaceId } = pass;
  const block = BLOCKS[at];
  if (!block) return 0;
  return db.transaction(async (tx) => {
    // In the background: one process, and memory enough to sort by.
    await tx.execute(sql`set local max_parallel_workers_per_gather = 0`);
    await tx.execute(sql`set local work_mem = '96MB'`);
    await tx.execute(sql`declare alike no scroll cursor for ${alike(workspaceId, block)}`);
    const total = await readAll(tx, pass, block);
    await tx.execute(
      sql`update duplicate_scans set pass_block = ${at + 1} where workspace_id = ${workspaceId}`,
    );
    return total;
  });
}

/** The contacts that share their key with some others, but not with too many, key by key. */
function alike(workspaceId: number, { keys, max }: Block): SQL {
  return sql`
    with keyed as materialized (${keys(workspaceId)}),
    shared as (select key from keyed group by key having count(*) between 2 and ${sql.raw(String(max))})
    select k.key, c.id, c.name, c.phone, c.email, c.company
    from shared join keyed k on k.key = shared.key
    join contacts c on c.workspace_id = ${workspaceId} and c.id = k.id
    order by k.key, c.id`;
}

async function readAll(tx: Tx, pass: { workspaceId: number; since: Date }, block: Block): Promise<number> {
  let total = 0;
  let open: Row[] = [];
  for (;;) {
    const rows = await tx.execute<Row>(sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from alike`);
    const all = [...open, ...rows.map((row) => ({ ...row, id: Number(row.id) }))];
    // The last key may go on in the next rows.
    const last = rows.length < ROWS_AT_ONCE ? undefined : all.at(-1)?.key;
    open = all.filter(({ key }) => key === last);
    const found = pairsAmong(
      all.filter(({ key }) => key !== last),
      block.isPhoneShared === true,
    );
    total += await keepPairs(tx, pass, found);
    if (rows.length < ROWS_AT_ONCE) return total;
  }
}

/** The pairs among rows that are sorted by their key. */
function pairsAmong(rows: Row[], isPhoneShared: boolean): Found[] {
  const found: Found[] = [];
  for (const [index, one] of rows.entries()) {
    for (let next = index + 1; rows[next]?.key === one.key; next++) {
      const other = rows[next];
      const likeness = other && scorePair(one, other, isPhoneShared);
      if (likeness) found.push({ lowId: one.id, highId: other.id, ...likeness });
    }
  }
  return found;
}
