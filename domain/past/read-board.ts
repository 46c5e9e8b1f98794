import { sql } from 'drizzle-orm';
import { authorize } from '../authorize.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import type { Ctx } from '../ctx.ts';
import type { PastPage } from './card-types.ts';
import { type Asked, cursorAfter, readFirstCards } from './cards.ts';
import { type DatedStatus, lastsAt, type PastStatus, plain, readStatuses } from './internal.ts';
import { isEverybody, totalsAt } from './totals.ts';

export type PastColumn = PastPage & {
  status: PastStatus;
  /** Who stood there, those who are gone among them. */
  total: number;
  /** Of those, in the list no more. */
  gone: number;
};

export type PastBoard = {
  /** All there are or were. */
  statuses: PastStatus[];
  columns: PastColumn[];
  total: number;
  /** Null: of some contacts only nobody can tell who of them are gone. */
  gone: number | null;
};

/**
 * The board as it stood at a moment (a whole minute): the statuses of then, how many stood in each, and who of them is in the list today, the newest come
 * first. @throws `forbidden`.
 */
export async function readBoardAt(ctx: Ctx, asked: Asked, now = new Date()): Promise<PastBoard> {
  authorize(ctx, 'contact.read');
  const { at, filter } = asked;
  const [[totals = new Map<number, number>()], gone, cards, statuses] = await Promise.all([
    totalsAt(ctx, filter, [at], now),
    goneSince(ctx, asked),
    readFirstCards(ctx, asked, now),
    readStatuses(ctx),
  ]);
  const columns = statuses.flatMap((status): PastColumn[] => {
    const total = totals.get(status.id) ?? 0;
    if (total === 0 && !wasThere(status, at)) return [];
    const shown = cards.get(status.id) ?? [];
    const away = gone?.get(status.id) ?? 0;
    const cursor = shown.length < total - away ? cursorAfter(shown, at) : null;
    return [{ status: plain(status), total, gone: away, cards: shown, cursor }];
  });
  const sum = (numbers: Iterable<number>) => [...numbers].reduce((one, two) => one + two, 0);
  return {
    statuses: statuses.map(plain),
    columns,
    total: sum(columns.map(({ total }) => total)),
    gone: gone && sum(gone.values()),
  };
}

function wasThere({ createdAt, retiredAt }: DatedStatus, at: Date): boolean {
  return createdAt <= at && (retiredAt === null || retiredAt > at);
}

/** How many stood in each status who have left the list since; null where not everybody is meant. */
async function goneSince(
  ctx: Ctx,
  { at, filter }: { at: Date; filter: ContactFilter },
): Promise<Map<number, number> | null> {
  if (!isEverybody(ctx, filter)) return null;
  const moment = sql`${at.toISOString()}::timestamptz`;
  const rows = await ctx.db.execute<{ statusId: string; total: number }>(sql`
    select s.status_id as "statusId", count(*)::int as total
    from contacts_gone g join status_stays s on s.workspace_id = g.workspace_id and s.contact_id = g.contact_id
    where g.workspace_id = ${ctx.workspace.id} and g.gone_at > ${moment} and g.came_at <= ${moment} and ${lastsAt(at)}
      and not exists (select from contacts c where c.workspace_id = g.workspace_id and c.id = g.contact_id)
    group by s.status_id`);
  return new Map(rows.map(({ statusId, total }) => [Number(statusId), total]));
}
