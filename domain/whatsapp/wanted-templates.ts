import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { whatsappNumbers } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, systemCtx } from '../ctx.ts';
import { wakeWorker } from '../jobs.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { syncTemplates } from './sync-templates.ts';

/**
 * Notes that Meta told of a template that we do not have as it is now, and lets the worker fetch the account's at once. However many are told of meanwhile, it
 * is one fetch. False: the workspace has no number of that account.
 * @throws `forbidden`.
 */
export async function wantTemplates(ctx: Ctx, accountId: string): Promise<boolean> {
  authorize(ctx, 'whatsapp.manage');
  const wanted = await ctx.db
    .update(whatsappNumbers)
    .set({ templatesWantedAt: sql`clock_timestamp()` })
    .where(
      and(
        eq(whatsappNumbers.workspaceId, ctx.workspace.id),
        eq(whatsappNumbers.accountId, accountId),
        isNull(whatsappNumbers.disconnectedAt),
      ),
    )
    .returning({ id: whatsappNumbers.id });
  if (wanted.length > 0) await wakeWorker(ctx, 'fetch-templates');
  return wanted.length > 0;
}

/**
 * Fetches the templates of every account of which something was told. What Meta refuses is left to the hourly synchronisation and whoever tests the number;
 * what it does not answer is asked again by the next run. Returns how many accounts were fetched and how many were not.
 */
export async function fetchWantedTemplates(db: Db): Promise<{ accounts: number; failed: number }> {
  const accounts = await db
    .select({
      ...workspaceFacts,
      accountId: whatsappNumbers.accountId,
      wantedAt: sql<string>`max(${whatsappNumbers.templatesWantedAt})`,
    })
    .from(whatsappNumbers)
    .innerJoin(workspaces, eq(workspaces.id, whatsappNumbers.workspaceId))
    .where(and(isNull(whatsappNumbers.disconnectedAt), isNotNull(whatsappNumbers.templatesWantedAt)))
    .groupBy(workspaces.id, whatsappNumbers.accountId);
  const counts = { accounts: 0, failed: 0 };
  for (const { accountId, wantedAt, ...workspace } of accounts) {
    const outcome = await syncTemplates(systemCtx(db, workspace), accountId);
    if (outcome.kind === 'ok') counts.accounts += 1;
    else counts.failed += 1;
    if (outcome.kind === 'unreachable') continue;
    // What was told of while they came is fetched once more.
    await db.execute(sql`
      update whatsapp_numbers set templates_wanted_at = null
      where workspace_id = ${workspace.id} and account_id = ${accountId}
        and templates_wanted_at <= ${wantedAt}::timestamptz`);
  }
  return counts;
}
