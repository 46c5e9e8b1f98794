import { and, asc, count, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { whatsappNumbers, whatsappTemplates } from '#db/schema/whatsapp.ts';
import type { NumberState } from '#db/whatsapp-values.ts';
import { authorize } from '../authorize.ts';
import type { Ctx } from '../ctx.ts';
import type { NumberRow } from './internal.ts';
import { openToken } from './meta.ts';
import { type CallFailure, readFailure } from './outcome.ts';
import { IS_VOUCHED } from './vouched.ts';

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
  /** Whether what comes for it comes here: Meta has described it to its token, or there is no other workspace. */
  isVouched: boolean;
  /** Another workspace of this installation has shown that it is theirs. */
  isElsewhere: boolean;
  subscribedAt: Date | null;
  /** Why Meta did not take our app among those that it tells of the account, the last time. */
  subscribeError: CallFailure | null;
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

const isElsewhere = sql<boolean>`exists (
  select from whatsapp_numbers o
  where o.phone_number_id = whatsapp_numbers.phone_number_id and o.workspace_id <> whatsapp_numbers.workspace_id
    and o.disconnected_at is null and o.proven_at is not null)`;
const isVouched = sql<boolean>`(
  select ${IS_VOUCHED} from whatsapp_numbers n
  where n.workspace_id = whatsapp_numbers.workspace_id and n.id = whatsapp_numbers.id)`;

const storedError = z.object({ code: z.number().int(), message: z.string() });

/**
 * The connected numbers of the workspace, in the order in which they were connected.
 * @throws `forbidden`.
 */
export async function listNumbers(ctx: Ctx): Promise<WhatsappNumber[]> {
  authorize(ctx, 'whatsapp.manage');
  const rows = await ctx.db
    .select({ row: whatsappNumbers, isVouched, isElsewhere })
    .from(whatsappNumbers)
    .where(and(eq(whatsappNumbers.workspaceId, ctx.workspace.id), isNull(whatsappNumbers.disconnectedAt)))
    .orderBy(asc(whatsappNumbers.id));
  const totals = await ctx.db
    .select({ accountId: whatsappTemplates.accountId, total: count() })
    .from(whatsappTemplates)
    .where(eq(whatsappTemplates.workspaceId, ctx.workspace.id))
    .groupBy(whatsappTemplates.accountId);
  return rows.map(({ row, ...standing }) => ({ ...shown(ctx, row, totals), ...standing }));
}

function shown(
  ctx: Ctx,
  row: NumberRow,
  totals: { accountId: string; total: number }[],
): Omit<WhatsappNumber, 'isVouched' | 'isElsewhere'> {
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
    subscribedAt: row.subscribedAt,
    subscribeError: readFailure(row.subscribeError),
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
