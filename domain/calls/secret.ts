import { createHash, randomBytes } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { automationSettings } from '#db/schema/automations.ts';
import { env } from '#lib/env.ts';
import { open, SealError, seal } from '#lib/secret.ts';
import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordWorkspaceEvent } from '../events.ts';
import { parseInput } from '../input.ts';

/** For so long both sign after a rotation: receivers are given the new one meanwhile. */
const OVERLAP_HOURS = 24;

/** What webhooks of a workspace are signed with; `earlierUntil`: until then the one before signs as well. `version` says which one it is, and nothing of it. */
export type WebhookSecret = { secret: string; earlierUntil: Date | null; version: string };

const rotateInput = z.object({ version: z.string({ error: 'invalid' }).max(100, 'invalid') });

/** The secret, made the first time that it is asked for. For admins alone. @throws `forbidden`. */
export async function showWebhookSecret(ctx: Ctx): Promise<WebhookSecret> {
  authorize(ctx, 'workspace.manage');
  return shown(ctx, await findOrMake(ctx));
}

type Row = typeof automationSettings.$inferSelect;

function shown(ctx: Ctx, { webhookSecret, earlierUntil }: Row): WebhookSecret {
  return {
    secret: openOwn(ctx, webhookSecret) ?? '',
    earlierUntil: earlierUntil !== null && earlierUntil > new Date() ? earlierUntil : null,
    version: versionOf(webhookSecret),
  };
}

/**
 * Makes a new secret. The one before signs beside it for 24 hours, so that no receiver refuses a call meanwhile; rotated again within that time, the
 * oldest is gone at once. `version`: of the secret that is to go. If another stands there already (a second click, another admin), that one is returned:
 * replaced twice, receivers would know neither of the two that sign. @throws `forbidden`, `invalid`.
 */
export async function rotateWebhookSecret(ctx: Ctx, input: unknown): Promise<WebhookSecret> {
  authorize(ctx, 'workspace.manage');
  const { version } = parseInput(rotateInput, input);
  return inTransaction(ctx, async (tx) => {
    await findOrMake(tx);
    const ours = eq(automationSettings.workspaceId, tx.workspace.id);
    const [present] = await tx.db.select().from(automationSettings).where(ours).for('no key update');
    if (present && versionOf(present.webhookSecret) !== version) return shown(tx, present);
    const [row] = await tx.db
      .update(automationSettings)
      .set({
        earlierSecret: sql`${automationSettings.webhookSecret}`,
        earlierUntil: sql`now() + make_interval(hours => ${OVERLAP_HOURS})`,
        webhookSecret: sealOwn(tx, makeSecret()),
      })
      .where(ours)
      .returning();
    if (!row) throw new Error('a secret that was made is missing');
    await recordWorkspaceEvent(tx, {
      subject: 'workspace',
      subjectId: tx.workspace.id,
      kind: 'workspace.webhook_secret_rotated',
    });
    return shown(tx, row);
  });
}

/** What a webhook that leaves now is signed with: one secret, or two after a rotation. For siblings. */
export async function secretsNow(ctx: Ctx): Promise<string[]> {
  const { webhookSecret, earlierSecret, earlierUntil } = await findOrMake(ctx);
  const isOverlapping = earlierSecret !== null && earlierUntil !== null && earlierUntil > new Date();
  return [webhookSecret, ...(isOverlapping ? [earlierSecret] : [])].flatMap((one) => openOwn(ctx, one) ?? []);
}

async function findOrMake(ctx: Ctx): Promise<Row> {
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
/** Each sealing gives another text. */
const versionOf = (sealed: string) => createHash('sha256').update(sealed).digest('hex').slice(0, 16);
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
