import { and, desc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { MissReason } from '#db/automation-values.ts';
import { automationMisses } from '#db/schema/automations.ts';
import { contacts } from '#db/schema/contacts.ts';
import { decodeCursor, encodeCursor } from '#lib/cursor.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import { invalidField } from '../errors.ts';
import { periodOf } from './list-runs.ts';
import type { RunsFilter } from './runs-filter.ts';

const MISSES_PER_PAGE = 50;

/** Something that fitted an automation's trigger and started no run. `contact` null: it is in the trash, or gone. */
export type MissEntry = {
  source: string;
  at: Date;
  reason: MissReason;
  detail: unknown;
  contact: { id: number; name: string } | null;
};

type Asked = { automationId: number; filter: RunsFilter; after: string | null };

/**
 * One page of what an automation left alone in the last 30 days, newest first.
 * @throws `invalid` (cursor: invalid) for a forged cursor; `forbidden`.
 */
export async function listMisses(
  ctx: Ctx,
  { automationId, filter, after }: Asked,
): Promise<{ entries: MissEntry[]; next: string | null }> {
  authorize(ctx, 'automation.read');
  const { source, at, reason, detail } = automationMisses;
  const rows = await ctx.db
    .select({ source, at, reason, detail, contactId: contacts.id, contactName: contacts.name })
    .from(automationMisses)
    .leftJoin(
      contacts,
      and(
        eq(contacts.workspaceId, automationMisses.workspaceId),
        eq(contacts.id, automationMisses.contactId),
      ),
    )
    .where(and(missesWhere(ctx, automationId, filter), afterCursor(after)))
    .orderBy(desc(at), desc(source))
    .limit(MISSES_PER_PAGE + 1);
  const entries = rows.slice(0, MISSES_PER_PAGE).map(({ contactId, contactName, ...row }) => ({
    ...row,
    contact: contactId === null ? null : { id: contactId, name: contactName ?? '' },
  }));
  const last = entries.at(-1);
  const isMore = last !== undefined && rows.length > MISSES_PER_PAGE;
  return { entries, next: isMore ? encodeCursor([last.at.toISOString(), last.source]) : null };
}

function missesWhere(ctx: Ctx, automationId: number, filter: RunsFilter): SQL | undefined {
  const { from, to } = periodOf(ctx, filter);
  return and(
    eq(automationMisses.workspaceId, ctx.workspace.id),
    eq(automationMisses.automationId, automationId),
    filter.contactId === null ? undefined : eq(automationMisses.contactId, filter.contactId),
    from === null ? undefined : gte(automationMisses.at, from),
    to === null ? undefined : lt(automationMisses.at, to),
  );
}

function afterCursor(after: string | null): SQL | undefined {
  if (after === null) return undefined;
  const place = decodeCursor(after, ['date', 'string']);
  if (!place) throw invalidField('cursor', 'invalid');
  return sql`(${automationMisses.at}, ${automationMisses.source}) < (${place[0]}::timestamptz, ${place[1]})`;
}
