import { type SQL, sql } from 'drizzle-orm';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import { confinedTo } from '../contacts/where.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import type { DuplicateQuery } from './query.ts';
import { DUPLICATE_REASONS, type DuplicateReason } from './rules.ts';

export const PAIRS_PER_PAGE = 20;
/** Counting stops here. */
const PAIRS_COUNT_MAX = 1_000;

/** One of two contacts that may be one person. */
export type DuplicateSide = {
  id: number;
  version: number;
  name: string;
  phone: string | null;
  email: string | null;
  company: string;
  statusId: number;
  statusName: string;
  originName: string;
  ownerName: string | null;
  createdAt: Date;
};

export type DuplicatePair = {
  reason: DuplicateReason;
  score: number;
  /** The one with the lower id, then the other. */
  sides: [DuplicateSide, DuplicateSide];
};

export type DuplicatePage = {
  pairs: DuplicatePair[];
  next: string | null;
  previous: string | null;
  /** `isExact` false: there are more. */
  count: { total: number; isExact: boolean };
};

type Row = { reason: string; score: number; low: Json; high: Json };
type Json = Omit<DuplicateSide, 'createdAt'> & { createdAt: string };

/**
 * A page of the pairs of contacts that may be one person, the likeliest first: both must be there and may be seen, and nobody has dismissed
 * them. @throws `invalid` (cursor: invalid); `forbidden`.
 */
export async function listDuplicates(ctx: Ctx, { reason, cursor }: DuplicateQuery): Promise<DuplicatePage> {
  authorize(ctx, 'contact.merge');
  const isBackward = cursor !== null && 'before' in cursor;
  const order = sql.raw(isBackward ? 'asc' : 'desc');
  const pairs = standing(ctx, reason);
  const [rows, count] = await Promise.all([
    ctx.db.execute<Row>(sql`
      select p.reason, p.score, ${side('a')} as low, ${side('b')} as high
      ${pairs} and ${beyond(cursor)}
      order by p.score ${order}, p.low_id ${order}, p.high_id ${order}
      limit ${PAIRS_PER_PAGE + 1}`),
    ctx.db.execute<{ total: number }>(sql`
      select count(*)::int as total from (select ${pairs} limit ${PAIRS_COUNT_MAX + 1}) as pairs`),
  ]);
  const page = rows.slice(0, PAIRS_PER_PAGE).map(toPair);
  if (isBackward) page.reverse();
  const hasMore = rows.length > PAIRS_PER_PAGE;
  const total = count[0]?.total ?? 0;
  return {
    pairs: page,
    next: isBackward || hasMore ? cursorAt(page.at(-1)) : null,
    previous: (isBackward ? hasMore : cursor !== null) ? cursorAt(page[0]) : null,
    count: { total: Math.min(total, PAIRS_COUNT_MAX), isExact: total <= PAIRS_COUNT_MAX },
  };
}

function standing(ctx: Ctx, reason: DuplicateReason | null): SQL {
  const seenBy = confinedTo(ctx);
  const seen = (alias: string) => {
    const owner = sql.raw(`${alias}.owner_id`);
    return seenBy === null ? sql`true` : sql`(${owner} is null or ${owner} = ${seenBy})`;
  };
  return sql`
    from duplicate_pairs p
    join contacts a on a.workspace_id = p.workspace_id and a.id = p.low_id
    join contacts b on b.workspace_id = p.workspace_id and b.id = p.high_id
    where p.workspace_id = ${ctx.workspace.id} and p.dismissed_at is null
      and ${reason === null ? sql`true` : sql`p.reason = ${reason}`} and ${seen('a')} and ${seen('b')}`;
}

/** One side as JSON; what it points at is looked up for the rows of the page alone. */
function side(alias: 'a' | 'b'): SQL {
  const c = sql.raw(alias);
  return sql`jsonb_build_object('id', ${c}.id, 'version', ${c}.version, 'name', ${c}.name, 'phone', ${c}.phone,
    'email', ${c}.email, 'company', ${c}.company, 'statusId', ${c}.status_id, 'createdAt', ${c}.created_at,
    'statusName', (select name from statuses where workspace_id = ${c}.workspace_id and id = ${c}.status_id),
    'originName', (select name from origins where workspace_id = ${c}.workspace_id and id = ${c}.origin_id),
    'ownerName', (select name from users where id = ${c}.owner_id))`;
}

function toPair({ reason, score, low, high }: Row): DuplicatePair {
  const date = ({ createdAt, ...rest }: Json): DuplicateSide => ({ ...rest, createdAt: new Date(createdAt) });
  return {
    reason: DUPLICATE_REASONS.find((one) => one === reason) ?? 'typo_name',
    score,
    sides: [date(low), date(high)],
  };
}

function cursorAt(pair: DuplicatePair | undefined): string | null {
  return pair ? encodeCursor([String(pair.score), pair.sides[0].id, pair.sides[1].id]) : null;
}

function beyond(cursor: DuplicateQuery['cursor']): SQL {
  if (cursor === null) return sql`true`;
  const held = decodeCursor('after' in cursor ? cursor.after : cursor.before, ['string', 'number', 'number']);
  const score = Number(held?.[0] || 'x');
  if (!held || !Number.isFinite(score)) throw invalidField('cursor', 'invalid');
  const sign = sql.raw('after' in cursor ? '<' : '>');
  return sql`(p.score, p.low_id, p.high_id) ${sign} (${score}::double precision, ${held[1]}::bigint, ${held[2]}::bigint)`;
}
