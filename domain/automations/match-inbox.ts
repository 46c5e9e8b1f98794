import { sql } from 'drizzle-orm';
import type { InboxKind } from '#db/automation-values.ts';
import type { Db } from '#db/client.ts';
import { isDatabaseAway } from '#db/errors.ts';
import { log } from '#lib/log.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { lookAtClocks } from './clocks.ts';
import { followMerged } from './follow-merged.ts';
import { giveUp } from './give-up.ts';
import { matchOccurrences } from './match-occurrences.ts';
import { productCtx } from './product-ctx.ts';
import { lookAtSegments, noteSegmentMoves } from './segment-watch.ts';
import { wakeRuns } from './wake-runs.ts';

/** Rows of one transaction: what each batch asks about automations is asked once for all of them. */
const BATCH = 1_000;
const LONGEST_WAIT_SECONDS = 300;
const CLOCK_MS = 5_000;
const SEGMENTS_MS = 60_000;

let lookedAt = { clocks: Number.NEGATIVE_INFINITY, segments: Number.NEGATIVE_INFINITY };

type InboxRow = {
  id: number;
  what: InboxKind;
  contactId: number;
  messageId: number | null;
  callId: number | null;
  /** Of `watch`: who changed. */
  ids: number[];
};

/**
 * The pump `match-events`: looks at the clocks when it is time, and takes what stands before the matcher, the oldest first, in batches of one workspace and
 * one transaction each. A batch that fails is taken apart: each of its rows is tried alone, later and later, and given up in the end. Any number of workers may do so at once.
 */
export async function matchInbox(db: Db, signal: AbortSignal): Promise<{ isMore: boolean }> {
  await lookAtTime(db);
  const retried = signal.aborted ? 0 : await matchNext(db, { isRetry: true });
  const taken = signal.aborted ? 0 : await matchNext(db, { isRetry: false });
  // A batch is of one workspace: another one may stand behind it.
  return { isMore: retried + taken > 0 };
}

async function lookAtTime(db: Db): Promise<void> {
  const now = performance.now();
  const isMinute = now - lookedAt.segments >= SEGMENTS_MS;
  if (isMinute) lookedAt = { ...lookedAt, segments: now };
  await lookAtSegments(db, { onlyNew: !isMinute });
  if (now - lookedAt.clocks < CLOCK_MS) return;
  lookedAt = { ...lookedAt, clocks: now };
  await lookAtClocks(db);
}

/** Works off the batch whose turn it is; returns how many rows it had. */
async function matchNext(db: Db, { isRetry }: { isRetry: boolean }): Promise<number> {
  const tried = isRetry ? sql`attempts > 0` : sql`attempts = 0`;
  // Moments are kept to the millisecond, rounded: one that is due now may seem to be due in a moment.
  const isDue = sql`${tried} and due_at <= now() + interval '5 milliseconds'`;
  const [next] = await db.execute<{ workspace_id: string }>(sql`
    select workspace_id from automation_inbox where ${isDue} order by due_at, id limit 1`);
  if (!next) return 0;
  const ctx = await productCtx(db, Number(next.workspace_id));
  let taken: InboxRow[] = [];
  try {
    return await inTransaction(ctx, async (tx) => {
      taken = await take(tx, isDue, isRetry ? 1 : BATCH);
      await matchRows(tx, await followMerged(tx, taken));
      return taken.length;
    });
  } catch (error) {
    if (taken.length === 0 || isDatabaseAway(error)) throw error;
    await postpone(ctx, taken, error);
    return taken.length;
  }
}

async function take(ctx: Ctx, isDue: ReturnType<typeof sql>, limit: number): Promise<InboxRow[]> {
  const rows = await ctx.db.execute<
    Record<'id' | 'contact_id', string> & {
      what: InboxKind;
      message_id: string | null;
      call_id: string | null;
      facts: { ids?: number[] } | null;
    }
  >(sql`
    select id, what, contact_id, message_id, call_id, case what when 'watch' then facts end as facts
    from automation_inbox
    where workspace_id = ${ctx.workspace.id} and ${isDue}
    order by due_at, id limit ${limit}
    for update skip locked`);
  return [...rows].map((row) => ({
    id: Number(row.id),
    what: row.what,
    contactId: Number(row.contact_id),
    messageId: row.message_id === null ? null : Number(row.message_id),
    callId: row.call_id === null ? null : Number(row.call_id),
    ids: row.facts?.ids ?? [],
  }));
}

async function matchRows(ctx: Ctx, rows: InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  const of = (...kinds: InboxKind[]) => rows.filter(({ what }) => kinds.includes(what));
  const wakenings = rows.flatMap(toWakening);
  if (wakenings.length > 0) await wakeRuns(ctx, wakenings);
  // First: what changed silently is not to be taken for the doing of what follows.
  await noteSegmentMoves(ctx, [...new Set(of('watch').flatMap(({ ids }) => ids))]);
  await matchOccurrences(ctx, {
    eventRows: of('event').map(({ id }) => id),
    clockRows: of('clock').map(({ id }) => id),
  });
  await ctx.db.execute(sql`
    delete from automation_inbox
    where workspace_id = ${ctx.workspace.id} and id = any(${sql.param(rows.map(({ id }) => id))}::bigint[])`);
}

function toWakening({ what, contactId, messageId, callId }: InboxRow) {
  return what === 'answer' || what === 'message' || what === 'call'
    ? [{ what, contactId, messageId, callId }]
    : [];
}

async function postpone(ctx: Ctx, rows: InboxRow[], error: unknown): Promise<void> {
  log.error({ error, rows: rows.length, first: rows[0]?.id }, 'events could not be held against automations');
  const ids = rows.map(({ id }) => id);
  await ctx.db.execute(sql`
    update automation_inbox
    set attempts = attempts + 1,
      due_at = now() + make_interval(secs => least(power(2, least(attempts, 10)), ${LONGEST_WAIT_SECONDS}) - 1)
    where workspace_id = ${ctx.workspace.id} and id = any(${sql.param(ids)}::bigint[])`);
  try {
    await inTransaction(ctx, (tx) => giveUp(tx, ids));
  } catch (failure) {
    log.error({ error: failure, first: ids[0] }, 'events could not be given up; they are tried again');
  }
}
