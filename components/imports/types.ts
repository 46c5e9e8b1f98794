import type { Action } from '#domain/result.ts';

type Id = { id: number };

/** What the pages of imports may ask the server to do. */
export type ImportActions = {
  chooseSheet: Action<Id>;
  savePlan: Action<unknown>;
  settle: Action<unknown>;
  start: Action<Id>;
  cancel: Action<Id>;
  cancelAutomations: Action<Id>;
  undo: Action<Id>;
  discard: Action<Id>;
  saveMapping: Action<unknown>;
  deleteMapping: Action<unknown>;
};
