import { randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { automationSettings } from '#db/schema/automations.ts';
import { env } from '#lib/env.ts';
import { open, SealError, seal } from '#lib/secret.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';

/** For so long both sign after a rotation: receivers are given the new one meanwhile. */
const OVERLAP_HOURS = 24;

/** What webhooks of a workspace are signed with; `earlierUntil`: until then the one before signs as well. */
export type WebhookSecret = { secret: string; earlierUntil: Date | null };

/** The secret, made the first time that it is asked for. For admins alone. @throws `forbidden`. */
export async function showWebhookSecret(ctx: Ctx): Promise<WebhookSecret> {
  authorize(ctx, 'workspace.manage');
  const row = await findOrMake(ctx);
  const isOverlapping = row.earlierUntil !== null && row.earlierUntil > new Date();
  return {
    secret: openOwn(ctx, row.webhookSecret) ?? '',
    earlierUntil: isOverlapping ? row.earlierUntil : null,
  };
}

/**
 * Makes a new secret. The one before signs beside it for 24 hours, so that no receiver refuses a call meanwhile; rotated again within that time, the
 * oldest is gone at once. @throws `forbidden`.
 */
export async function rotateWebhookSecret(ctx: Ctx): Promise<WebhookSecret> {
  authorize(ctx, 'workspace.manage');
  const secret = makeSecret();
  return inTransaction(ctx, async (tx) => {
    await findOrMake(tx);
    const [row] = await tx.db
      .update(automationSettings)
      .set({
        earlierSecret: sql`${automationSettings.webhookSecret}`,
        earlierUntil: sql`now() + make_interval(hours => ${OVERLAP_HOURS})`,
        webhookSecret: sealOwn(tx, secret),
      })
      .where(eq(automationSettings.workspaceId, tx.workspace.id))
      .returning({ earlierUntil: automationSettings.earlierUntil });
    await recordWorkspaceEvent(tx, {
      subject: 'workspace',
      subjectId: tx.workspace.id,
      kind: 'workspace.webhook_secret_rotated',
    });
    return { secret, earlierUntil: row?.earlierUntil ?? null };
  });
}

/** What a webhook that leaves now is signed with: one secret, or two after a rotation. For siblings. */
export async function secretsNow(ctx: Ctx): Promise<string[]> {
  const { webhookSecret, earlierSecret, earlierUntil } = await findOrMake(ctx);
  const isOverlapping = earlierSecret !== null && earlierUntil !== null && earlierUntil > new Date();
  return [webhookSecret, ...(isOverlapping ? [earlierSecret] : [])].flatMap((one) => openOwn(ctx, one) ?? []);
}

async function findOrMake(ctx: Ctx): Promise<typeof automationSettings.$inferSelect> {
  const ours = eq(automationSettings.workspaceId, ctx.workspace.id);
  const [found] = await ctx.db.select().from(automationSettings).where(ours);
  if (found) return found;
  await ctx.db
    .insert(automationSettings)
    .values({ workspaceId: ctx.workspace.id, webhookSecret: sealOwn(ctx, makeSecret()) })
    .onConflictDoNothing();
  const [made] = await ctx.db.select().from(automationSettings).where(ours);
  if (!made) throw new Error('a secret that was made is missing');
  return made;
}

const makeSecret = () => `whsec_${randomBytes(32).toString('base64url')}`;
const purposeOf = ({ workspace }: Ctx) => `webhook-secret:${workspace.id}`;
const sealOwn = (ctx: Ctx, secret: string) => seal(secret, env().ENCRYPTION_KEY, purposeOf(ctx));

/** Null when it was sealed with another `ENCRYPTION_KEY`: a rotation helps. */
function openOwn(ctx: Ctx, sealed: string): string | null {
  try {
    return open(sealed, env().ENCRYPTION_KEY, purposeOf(ctx));
  } catch (error) {
    if (error instanceof SealError) return null;
    throw error;
  }
}
