import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { contactEvents, workspaceEvents } from '#db/schema/events.ts';
import { users } from '#db/schema/users.ts';
import { writeCsv } from '#lib/table-file/write-csv.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { type AuditFilter, auditParams } from './filter.ts';
import { auditWhere, eventsOf, type Leg, legsOf } from './internal.ts';

const AT_ONCE = 2_000;

/** How the file speaks to its reader. */
type Words = { titles: string[]; delimiter: ';' | ',' };
type Line = { leg: Leg; id: number; at: Date; cells: (string | null)[] };
export type AuditFile = { fileName: string; contentType: string; body: AsyncIterable<Uint8Array> };

/**
 * The filtered log as a CSV, newest first, made while it is sent; each event is a line, those of acts on many contacts as well. That it was taken is
 * recorded before the first line goes out. `titles`: of time, kind of actor, actor, act, kind of record, record, before, after, act on many.
 * @throws `forbidden`.
 */
export async function auditFile(ctx: Ctx, filter: AuditFilter, words: Words): Promise<AuditFile> {
  authorize(ctx, 'audit.read');
  await inTransaction(ctx, (tx) =>
    recordWorkspaceEvent(tx, {
      subject: 'workspace',
      subjectId: tx.workspace.id,
      kind: 'audit.exported',
      after: { filter: auditParams(filter).toString() },
    }),
  );
  const columns = words.titles.map((title) => ({ title }));
  return {
    fileName: 'audit.csv',
    contentType: 'text/csv; charset=utf-8',
    body: writeCsv(columns, merged(ctx, filter), words.delimiter),
  };
}

/** Both legs as one, newest first, some lines at a time: memory does not grow with the log. */
async function* merged(ctx: Ctx, filter: AuditFilter): AsyncGenerator<(string | null)[][]> {
  const open = legsOf(filter).map((leg) => walk(ctx, leg, filter));
  const heads = await Promise.all(open.map((lines) => lines.next()));
  let batch: (string | null)[][] = [];
  for (;;) {
    let newest = -1;
    let newestLine: Line | null = null;
    for (const [index, head] of heads.entries()) {
      if (head.done || (newestLine && newestLine.at >= head.value.at)) continue;
      newest = index;
      newestLine = head.value;
    }
    const lines = open[newest];
    if (!newestLine || !lines) break;
    batch.push(newestLine.cells);
    heads[newest] = await lines.next();
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function* walk(ctx: Ctx, leg: Leg, filter: AuditFilter): AsyncGenerator<Line> {
  for (let last: number | null = null; ; ) {
    const lines: Line[] = await readLines(ctx, leg, filter, last);
    yield* lines;
    const end = lines.at(-1);
    if (!end || lines.length < AT_ONCE) return;
    last = end.id;
  }
}

async function readLines(ctx: Ctx, leg: Leg, filter: AuditFilter, last: number | null): Promise<Line[]> {
  const events = eventsOf(leg);
  const record =
    leg === 'contact'
      ? { recordKind: sql<string>`'contact'`, recordId: contactEvents.contactId }
      : { recordKind: sql<string>`${workspaceEvents.subjectKind}`, recordId: workspaceEvents.subjectId };
  const rows = await ctx.db
    .select({
      id: events.id,
      at: events.at,
      actorKind: events.actorKind,
      actorName: users.name,
      kind: events.kind,
      ...record,
      before: sql<string | null>`${events.before}::text`,
      after: sql<string | null>`${events.after}::text`,
      changeId: events.changeId,
    })
    .from(events)
    .leftJoin(users, eq(users.id, events.actorId))
    .where(and(auditWhere(ctx, leg, filter), last === null ? undefined : lt(events.id, last)))
    .orderBy(desc(events.id))
    .limit(AT_ONCE);
  return rows.map((row) => ({
    leg,
    id: row.id,
    at: row.at,
    cells: [
      row.at.toISOString(),
      row.actorKind,
      row.actorName,
      row.kind,
      row.recordKind,
      String(row.recordId),
      row.before,
      row.after,
      row.changeId,
    ],
  }));
}
