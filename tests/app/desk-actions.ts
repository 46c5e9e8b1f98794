import { type ActionRow, or } from './access-row.ts';
import { MISSING, type World } from './world.ts';

const task =
  (extra: object = {}): ActionRow['input'] =>
  async ({ taskId }: World, isMissing: boolean) => ({ id: isMissing ? MISSING : await taskId(), ...extra });

/** Tasks, notifications and the secret of webhooks. */
export const DESK_ACTIONS: Record<string, ActionRow> = {
  addTaskAction: {
    may: 'everyone',
    input: ({ contactId }, isMissing) => ({ contactId: or(isMissing, contactId), title: 'Ligar' }),
    missing: 'not_found',
  },
  changeTaskAction: {
    may: 'everyone',
    input: task({ version: 1, title: 'Ligar de novo' }),
    missing: 'not_found',
  },
  completeTaskAction: { may: 'everyone', input: task(), missing: 'not_found' },
  reopenTaskAction: { may: 'everyone', input: task(), missing: 'not_found' },
  deleteTaskAction: { may: 'everyone', input: task({ version: 1 }), missing: 'not_found' },
  // One's own; others' are left out without a word.
  markNotificationsReadAction: { may: 'everyone', input: () => ({ upToId: MISSING }) },
  rotateWebhookSecretAction: { may: 'admins', input: () => ({ version: 'x' }) },
};
