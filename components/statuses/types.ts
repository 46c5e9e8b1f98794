import type { Action } from '#domain/result.ts';
import type { Status } from '#domain/statuses/list.ts';
import type { Restored } from '#domain/statuses/restore.ts';
import type { Retired } from '#domain/statuses/retire.ts';

/** What the page hands to its screen. */
export type StatusActions = {
  create: Action<Status>;
  update: Action<Status>;
  reorder: Action<void>;
  retire: Action<Retired>;
  restore: Action<Restored>;
};
