import type { BulkView } from '#domain/bulk/view.ts';
import type { Action } from '#domain/result.ts';
import type { Moment } from '#lib/moment.ts';

export type BulkVerbs = {
  undo: Action<BulkView>;
  cancel: Action<BulkView>;
  cancelAutomations: Action<BulkView>;
};

export type BulkRow = BulkView & { created: Moment };
