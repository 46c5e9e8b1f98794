import { type SQL, sql } from 'drizzle-orm';
import type { StatusKind } from '#db/values.ts';
import type { ContactFilter } from '../contacts/filter.ts';
import { actorId, type Ctx } from '../ctx.ts';
import { filterOfReport } from '../reports/about.ts';
import type { PastQuery } from './query.ts';

export type PastStatus = {
  id: number;
  name: string;
  colour: string;
  kind: StatusKind;
  /** Under the name that it had. */
  isRetired: boolean;
};

type Row = Omit<PastStatus, 'id'> & { id: string; createdAt: string; retiredAt: string | null };
export type DatedStatus = PastStatus & { createdAt: Date; retiredAt: Date | null };

/** Every status that there ever was, in the order of the funnel. */
export async function readStatuses(ctx: Ctx): Promise<DatedStatus[]> {
  const rows = await ctx.db.execute<Row>(sql`
    select id, name, colour, kind, retired_at is not null as "isRetired", created_at as "createdAt", retired_at as "retiredAt"
    from statuses where workspace_id = ${ctx.workspace.id} order by position, id`);
  return rows.map(({ id, createdAt, retiredAt, ...status }) => ({
    ...status,
    id: Number(id),
    createdAt: new Date(createdAt),
    retiredAt: retiredAt === null ? null : new Date(retiredAt),
  }));
}

/** A status without what only this folder asks. */
export function plain({ createdAt: _, retiredAt: __, ...status }: DatedStatus): PastStatus {
  return status;
}

/** Whom a query is about, as the list of contacts asks for them: as on the board, inactive ones too. */
export function filterOfPast(ctx: Ctx, { people }: Pick<PastQuery, 'people'>): ContactFilter {
  return { ...filterOfReport(people, actorId(ctx)), active: null };
}

/** A stay (`s`) that lasted at a moment. */
export function lastsAt(at: Date): SQL {
  const moment = sql`${at.toISOString()}::timestamptz`;
  return sql`s.since <= ${moment} and (s.until is null or s.until > ${moment})`;
}
