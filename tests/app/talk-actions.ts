import { type ActionRow, NO_CHANGE, or } from './access-row.ts';
import { MISSING } from './world.ts';

/** What is done in conversations. */
export const TALK_ACTIONS: Record<string, ActionRow> = {
  sendMessageAction: {
    may: 'everyone',
    input: async ({ talkId }, isMissing) => ({
      conversationId: isMissing ? MISSING : await talkId('known'),
      text: 'Olá',
      requestId: NO_CHANGE,
    }),
    missing: 'not_found',
  },
  cancelMessageAction: {
    may: 'everyone',
    input: async ({ messageId }, isMissing) => ({ id: isMissing ? MISSING : await messageId('queued') }),
    missing: 'not_found',
  },
  settleMessageAction: {
    may: 'leads',
    input: async ({ messageId }, isMissing) => ({
      id: isMissing ? MISSING : await messageId('unknown'),
      became: 'failed',
    }),
    missing: 'not_found',
  },
  markReadAction: {
    may: 'everyone',
    input: ({ contactId }, isMissing) => ({ contactId: or(isMissing, contactId) }),
    missing: 'not_found',
  },
  makeLeadAction: {
    may: 'everyone',
    input: async ({ talkId }, isMissing) => ({
      conversationId: isMissing ? MISSING : await talkId('unknown'),
    }),
    missing: 'not_found',
  },
};
