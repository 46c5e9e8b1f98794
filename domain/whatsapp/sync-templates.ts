import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import { workspaces } from '#db/schema/workspaces.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction, systemCtx } from '../ctx.ts';
import { notFound } from '../errors.ts';
import { announceProgress } from '../events.ts';
import { parseInput } from '../input.ts';
import { workspaceFacts } from '../workspaces/facts.ts';
import { type Access, graphFor } from './access.ts';
import { type FetchedTemplate, fetchTemplates } from './fetch-templates.ts';
import { numberInput } from './input.ts';
import { readNumber } from './internal.ts';
import { noteRefusal } from './note-refusal.ts';
import type { CallFailure } from './outcome.ts';

/** How many templates the account has now, and how many went. */
export type Synced = { kind: 'ok'; total: number; removed: number };

/**
 * Makes the templates of an account what Meta says they are: new ones come, changed ones change, removed ones go. Without an answer from Meta
 * nothing changes. Any number of these may run at once.
 * @throws `forbidden`; `not_found` where the workspace has no number of that account connected.
 */
export async function syncTemplates(ctx: Ctx, accountId: string): Promise<Synced | CallFailure> {
  authorize(ctx, 'whatsapp.manage');
  const ids = await numbersOf(ctx, accountId);
  if (ids.length === 0) throw notFound();
  const access = await firstAccess(ctx, ids);
  if (!access) return { kind: 'no_token' };
  const fetched = await fetchTemplates(access.access);
  if (Array.isArray(fetched)) return inTransaction(ctx, (tx) => keep(tx, accountId, fetched));
  if (fetched.kind === 'refused') await noteRefusal(ctx, access.id, fetched);
  return fetched;
}

/**
 * The same for the account of one of our numbers, when a person asks for it.
 * @throws `invalid`, `not_found`, `forbidden`.
 */
export async function syncTemplatesOf(ctx: Ctx, input: unknown): Promise<Synced | CallFailure> {
  authorize(ctx, 'whatsapp.manage');
  const { id } = parseInput(numberInput, input);
  return syncTemplates(ctx, (await readNumber(ctx, id)).accountId);
}

/** The same for every account of every workspace; one that fails stops no other. Returns how many worked and how many did not. */
export async function syncAllTemplates(db: Db): Promise<{ accounts: number; failed: number }> {
  const accounts = await db
    .selectDistinct({ ...workspaceFacts, accountId: whatsappNumbers.accountId })
    .from(whatsappNumbers)
    .innerJoin(workspaces, eq(workspaces.id, whatsappNumbers.workspaceId))
    .where(isNull(whatsappNumbers.disconnectedAt));
  const counts = { accounts: 0, failed: 0 };
  for (const { accountId, ...workspace } of accounts) {
    const outcome = await syncTemplates(systemCtx(db, workspace), accountId);
    if (outcome.kind === 'ok') counts.accounts += 1;
    else counts.failed += 1;
  }
  return counts;
}

async function numbersOf(ctx: Ctx, accountId: string): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: whatsappNumbers.id })
    .from(whatsappNumbers)
    .where(
      and(
        eq(whatsappNumbers.workspaceId, ctx.workspace.id),
        eq(whatsappNumbers.accountId, accountId),
        isNull(whatsappNumbers.disconnectedAt),
      ),
    )
    .orderBy(asc(whatsappNumbers.id));
  return rows.map(({ id }) => id);
}

/** Each number of an account has a token of its own, and each of them may read the account's templates. */
async function firstAccess(ctx: Ctx, ids: number[]): Promise<{ id: number; access: Access } | null> {
  for (const id of ids) {
    const access = await graphFor(ctx, id);
    if (access) return { id, access };
  }
  return null;
}

async function keep(ctx: Ctx, accountId: string, fetched: FetchedTemplate[]): Promise<Synced> {
  // Two at once would take each other's new ones for removed.
  const lock = `whatsapp_templates ${ctx.workspace.id} ${accountId}`;
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`);
  const names = fetched.map(({ name, language }) => [name, language]);
  const gone = await ctx.db
    .delete(whatsappTemplates)
    .where(
      and(
        eq(whatsappTemplates.workspaceId, ctx.workspace.id),
        eq(whatsappTemplates.accountId, accountId),
        sql`(${whatsappTemplates.name}, ${whatsappTemplates.language}) not in (
          select one ->> 0, one ->> 1 from jsonb_array_elements(${JSON.stringify(names)}::jsonb) one)`,
      ),
    )
    .returning({ name: whatsappTemplates.name });
  await write(ctx, accountId, fetched);
  const ids = await ctx.db
    .update(whatsappNumbers)
    .set({ templatesSyncedAt: sql`now()` })
    .where(
      and(
        eq(whatsappNumbers.workspaceId, ctx.workspace.id),
        eq(whatsappNumbers.accountId, accountId),
        isNull(whatsappNumbers.disconnectedAt),
      ),
    )
    .returning({ id: whatsappNumbers.id });
  for (const { id } of ids) await announceProgress(ctx, 'number', id);
  return { kind: 'ok', total: fetched.length, removed: gone.length };
}

async function write(ctx: Ctx, accountId: string, fetched: FetchedTemplate[]): Promise<void> {
  if (fetched.length === 0) return;
  const facts = fetched.map(({ parameter_format, quality_score, ...one }) => ({
    ...one,
    workspaceId: ctx.workspace.id,
    accountId,
    parameterFormat: parameter_format,
    quality: quality_score?.score ?? null,
  }));
  const sent = (column: string) => sql.raw(`excluded.${column}`);
  await ctx.db
    .insert(whatsappTemplates)
    .values(facts)
    .onConflictDoUpdate({
      target: [
        whatsappTemplates.workspaceId,
        whatsappTemplates.accountId,
        whatsappTemplates.name,
        whatsappTemplates.language,
      ],
      set: {
        status: sent('status'),
        category: sent('category'),
        parameterFormat: sent('parameter_format'),
        components: sent('components'),
        quality: sent('quality'),
        syncedAt: sql`now()`,
      },
    });
}
