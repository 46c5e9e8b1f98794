import { type SQL, sql } from 'drizzle-orm';
import { contacts, contactTallies } from '#db/schema/contacts.ts';
import { remember } from '#lib/remember.ts';
import { authorize } from '../authorize.ts';
import { boundedCount, type ContactCount } from '../contacts/count.ts';
import { COUNT_MAX, withFew } from '../contacts/few.ts';
import { type ResolvedFilter, resolveFilters } from '../contacts/resolve-filter.ts';
import { tallyFilterWhere } from '../contacts/where.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { filterOf, type Segment } from './list.ts';

/** Counts are worked out at most so often: live updates may ask many times a second. */
const FRESH_SECONDS = 5;
/** Each statement counts so many; statements run side by side. */
const IN_ONE = 5;

/** How many contacts each segment has by now, of those the reader may see: up to 10,000 exactly. @throws `forbidden`. */
export async function countSegments(
  ctx: Ctx,
  listed: Pick<Segment, 'id' | 'version' | 'query'>[],
): Promise<Map<number, ContactCount>> {
  authorize(ctx, 'segment.read');
  const key = [ctx.workspace.id, actorId(ctx), ...listed.map(({ id, version }) => `${id}.${version}`)].join(
    ' ',
  );
  return remember(held, key, FRESH_SECONDS, () => count(ctx, listed));
}

const held = new Map<string, { value: Promise<Map<number, ContactCount>>; until: number }>();

async function count(ctx: Ctx, listed: Pick<Segment, 'id' | 'query'>[]): Promise<Map<number, ContactCount>> {
  const resolved = await resolveFilters(ctx, listed.map(filterOf));
  const asked = resolved.map((filter, index) => countOne(ctx, listed[index]?.id ?? 0, filter));
  const chunks = Array.from({ length: Math.ceil(asked.length / IN_ONE) }, (_, at) =>
    asked.slice(at * IN_ONE, (at + 1) * IN_ONE),
  );
  const answers = await Promise.all(
    chunks.map((chunk) =>
      ctx.db.execute<{ id: string; total: number; isTallied: boolean }>(sql.join(chunk, sql` union all `)),
    ),
  );
  return new Map(
    answers.flatMap((rows) =>
      Array.from(rows, ({ id, total, isTallied }): [number, ContactCount] => [
        Number(id),
        isTallied ? { total, isExact: true } : boundedCount(total, COUNT_MAX),
      ]),
    ),
  );
}

function countOne(ctx: Ctx, id: number, filter: ResolvedFilter): SQL {
  const tallied = tallyFilterWhere(ctx, filter);
  const total = tallied
    ? sql`select coalesce(sum(${contactTallies.total}), 0)::int from ${contactTallies} where ${tallied}`
    : sql`${withFew(ctx, filter, sql`${contacts.id}`)} select total from tally`;
  return sql`select ${id}::bigint as id, (${total}) as total, ${tallied !== null}::boolean as "isTallied"`;
}
