import type { WebhookKind, WebhookOutcome, WebhookReason } from '#db/whatsapp-values.ts';

/** An item as it is worked on. */
export type OpenItem = {
  workspaceId: number;
  id: number;
  kind: WebhookKind;
  phoneNumberId: string | null;
  accountId: string | null;
  payload: string;
  receivedAt: Date;
};

/** What became of one. */
export type Ended = {
  outcome: WebhookOutcome;
  reason?: WebhookReason;
  contactId?: number | null;
  messageId?: number | null;
  /** With `waiting`: for what. */
  waitsFor?: string;
};

/** What became of something that is about a message. */
export type AboutMessage =
  | { is: 'waiting'; wamid: string }
  | { is: 'unreadable' | 'unknown_kind' }
  | { is: 'done' | 'duplicate' | 'old_state'; messageId: number; contactId: number | null };
