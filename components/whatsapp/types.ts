import type { Action } from '#domain/result.ts';
import type { ErrorTopic } from '#domain/whatsapp/error-codes.ts';
import type { WhatsappNumber } from '#domain/whatsapp/list-numbers.ts';
import type { NumberHealth, Quality } from '#domain/whatsapp/number-rules.ts';
import type { CallFailure } from '#domain/whatsapp/outcome.ts';
import type { Synced } from '#domain/whatsapp/sync-templates.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import type { Moment } from '#lib/moment.ts';

/** A number of ours with its instants in the reader's words. */
export type ShownNumber = Pick<
  WhatsappNumber,
  | 'id'
  | 'version'
  | 'name'
  | 'phoneNumberId'
  | 'accountId'
  | 'displayPhone'
  | 'verifiedName'
  | 'templateTotal'
> & {
  health: NumberHealth;
  quality: Quality;
  /** As people of the workspace's country write it. */
  phone: string;
  lastWebhook: Moment | null;
  subscribed: Moment | null;
  subscribeError: CallFailure | null;
  tested: Moment | null;
  templatesSynced: Moment | null;
  stoppedSince: Moment | null;
  /** Meta's last refusal; of a stopped number, the one that stopped it. */
  error: { code: number; message: string; topic: ErrorTopic; at: Moment | null } | null;
};

export type NumberActions = {
  connect: Action<{ id: number }>;
  update: Action<{ id: number }>;
  disconnect: Action<void>;
  test: Action<Tested>;
  resume: Action<void>;
};

export type SyncAction = Action<Synced | CallFailure>;
