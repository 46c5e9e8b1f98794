import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import type { NumberState } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { NumberRow } from './internal.ts';
import { openToken } from './meta.ts';

/** A number of ours as its line under settings shows it. Its token never leaves the server. */
export type WhatsappNumber = {
  id: number;
  version: number;
  name: string;
  phoneNumberId: string;
  accountId: string;
  displayPhone: string;
  state: NumberState;
  stopCode: number | null;
  stoppedAt: Date | null;
  quality: string | null;
  verifiedName: string | null;
  lastWebhookAt: Date | null;
  testedAt: Date | null;
  lastErrorAt: Date | null;
  /** What Meta refused last. */
  lastError: { code: number; message: string } | null;
  templatesSyncedAt: Date | null;
  /** How many templates its account has. */
  templateTotal: number;
  /** Whether the token opens with this server's key; where not, it has to be entered again. */
  isTokenReadable: boolean;
};

const storedError = z.object({ code: z.number().int(), message: z.string() });

/**
 * The connected numbers of the workspace, in the order in which they were connected.
 * @throws `forbidden`.
 */
export async function listNumbers(ctx: Ctx): Promise<WhatsappNumber[]> {
  authorize(ctx, 'whatsapp.manage');
  const rows = await ctx.db
    .select()
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)))
    .orderBy(asc(whatsappNumbers.id));
  const totals = await ctx.db
    .select({ accountId: whatsappTemplates.accountId, total: count() })
    .from(whatsappTemplates)
    .where(eq(whatsappTemplates.workspaceId, ctx.workspace.id))
    .groupBy(whatsappTemplates.accountId);
  return rows.map((row) => shown(ctx, row, totals));
}

function shown(ctx: Ctx, row: NumberRow, totals: { accountId: string; total: number }[]): WhatsappNumber {
  return {
    id: row.id,
    version: row.version,
    name: row.name,
    phoneNumberId: row.phoneNumberId,
    accountId: row.accountId,
    displayPhone: row.displayPhone,
    state: row.state,
    stopCode: row.stopCode,
    stoppedAt: row.stoppedAt,
    quality: row.quality,
    verifiedName: row.verifiedName,
    lastWebhookAt: row.lastWebhookAt,
    testedAt: row.testedAt,
    lastErrorAt: row.lastErrorAt,
    lastError: storedError.safeParse(row.lastError).data ?? null,
    templatesSyncedAt: row.templatesSyncedAt,
    templateTotal: totals.find(({ accountId }) => accountId === row.accountId)?.total ?? 0,
    isTokenReadable: opens(ctx, row),
  };
}

function opens(ctx: Ctx, row: NumberRow): boolean {
  try {
    return openToken(ctx, row) !== '';
  } catch {
    return false;
  }
}
