import { webhookItems } from '#db/schema/webhooks.ts';
import type { ActionRow } from './access-row.ts';
import { MISSING, type World } from './world.ts';

async function leftItem({ workspace }: World): Promise<number> {
  const [item] = await workspace.admin.db
    .insert(webhookItems)
    .values({
      workspaceId: workspace.id,
      postId: Math.floor(Math.random() * Number.MAX_SAFE_INTEGER),
      place: 0,
      kind: 'other',
      payload: '{}',
      receivedAt: new Date(),
      outcome: 'ignored',
      reason: 'unknown_kind',
    })
    .returning({ id: webhookItems.id });
  if (!item) throw new Error('no item');
  return item.id;
}

/** What webhooks told. */
export const WEBHOOK_ACTIONS: Record<string, ActionRow> = {
  replayWebhookAction: {
    may: 'admins',
    input: async (world, isMissing) => ({ id: isMissing ? MISSING : await leftItem(world) }),
    missing: 'not_found',
  },
  replayWebhooksAction: { may: 'admins', input: () => ({}) },
};
