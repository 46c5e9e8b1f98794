import { randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { memberships } from '#db/schema/memberships.ts';
import { users } from '#db/schema/users.ts';
import { weeklySummaries } from '#db/schema/weekly-summaries.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import type { Locale, Role } from '#db/values.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { authorize } from '../authorize.ts';
import { isEmailSetUp } from '../calls/email.ts';
import type { EmailPayload } from '../calls/payload.ts';
import { queueCall } from '../calls/queue.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { parsePreferences } from '../members/preferences.ts';
import { notify } from '../notifications/notify.ts';
import type { Days } from '../reports/period.ts';
import { actFor } from '../sessions/act-for.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { isQuiet, type WeekFacts } from './facts.ts';
import { readWeek } from './read-week.ts';
import { type SummaryWays, summaryWays, weekDue } from './rules.ts';

/** Puts a week into words: what the notification says, and the e-mail. `url`: where the product is, without a slash at its end. */
export type WriteWeek = (
  facts: WeekFacts,
  reader: { locale: Locale; workspace: string; url: string },
) => { body: string; email: Omit<EmailPayload, 'to'> };

type Reader = { userId: number; email: string; role: Role; locale: Locale; ways: SummaryWays };

/**
 * Tells the members of every workspace whose Monday morning has come what its last week came to, once for each week, however many workers ask. Returns how
 * many were told (`byEmail`: also by e-mail, which this server can send). What fails for one workspace is tried again at the next run, and holds up no other.
 */
export async function tellWeeks(
  db: Db,
  write: WriteWeek,
  { now = new Date(), byEmail = isEmailSetUp() }: { now?: Date; byEmail?: boolean } = {},
): Promise<number> {
  let total = 0;
  for (const workspace of await db.select(workspaceFacts).from(workspaces).orderBy(workspaces.id)) {
    const week = weekDue(now, workspace.timeZone);
    if (!week) continue;
    try {
      total += await tellWeek(systemCtx(db, workspace), { week, write, now, byEmail, db });
    } catch (error) {
      log.error({ workspaceId: workspace.id, week: week.from, error }, 'a week could not be told');
    }
  }
  return total;
}

type Work = { week: Days; write: WriteWeek; now: Date; byEmail: boolean; db: Db };
type Told = { reader: Reader; body: string; email: Omit<EmailPayload, 'to'> };

async function tellWeek(ctx: Ctx, work: Work): Promise<number> {
  authorize(ctx, 'report.read');
  const { from } = work.week;
  const isThis = and(eq(weeklySummaries.workspaceId, ctx.workspace.id), eq(weeklySummaries.week, from));
  if ((await ctx.db.$count(weeklySummaries, isThis)) > 0) return 0;
  const told = await writeAll(ctx, work);
  return inTransaction(ctx, async (tx) => {
    // Whoever comes second waits here for the first, and finds it told.
    const claimed = await tx.db
      .insert(weeklySummaries)
      .values({ workspaceId: tx.workspace.id, week: from, told: told.length })
      .onConflictDoNothing()
      .returning({ week: weeklySummaries.week });
    if (claimed.length === 0) return 0;
    for (const one of told) await tell(tx, from, one);
    return told.length;
  });
}

/** What each reader is to be told; those of whom nothing is to be told are left out. */
async function writeAll(ctx: Ctx, { week, write, now, byEmail, db }: Work): Promise<Told[]> {
  const told: Told[] = [];
  // Those who lead see the same: it is counted once.
  let ofAll: WeekFacts | null = null;
  for (const reader of await readersOf(ctx, byEmail)) {
    const own = await actFor(db, { workspaceId: ctx.workspace.id, userId: reader.userId });
    if (!own) continue;
    const isLead = reader.role !== 'sales';
    const facts: WeekFacts = (isLead ? ofAll : null) ?? (await readWeek(own, week, now));
    if (isLead) ofAll = facts;
    if (isQuiet(facts)) continue;
    const url = env().APP_URL.replace(/\/$/, '');
    const words = write(facts, { locale: reader.locale, workspace: ctx.workspace.name, url });
    told.push({ reader, ...words });
  }
  return told;
}

async function readersOf(ctx: Ctx, byEmail: boolean): Promise<Reader[]> {
  const rows = await ctx.db
    .select({
      userId: users.id,
      email: users.email,
      role: memberships.role,
      locale: sql<Locale>`coalesce(${users.locale}, ${ctx.workspace.locale})`,
      preferences: memberships.preferences,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.workspaceId, ctx.workspace.id), isNull(memberships.deactivatedAt)))
    .orderBy(users.id);
  return rows
    .map(({ preferences, ...row }) => {
      const { notification, email } = summaryWays(row.role, parsePreferences(preferences).weeklySummary);
      return { ...row, ways: { notification, email: email && byEmail } };
    })
    .filter(({ ways }) => ways.notification || ways.email);
}

async function tell(ctx: Ctx, week: string, { reader, body, email }: Told): Promise<void> {
  if (reader.ways.notification)
    await notify(ctx, { userIds: [reader.userId], kind: 'weekly_summary', body, source: `week:${week}` });
  if (reader.ways.email)
    await queueCall(ctx, {
      kind: 'email',
      payload: { to: reader.email, ...email },
      requestId: randomUUID(),
      contactId: null,
      runId: null,
    });
}
