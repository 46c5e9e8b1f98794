import type { Action } from '#domain/result.ts';

export type TaskActions = {
  add: Action<unknown>;
  change: Action<unknown>;
  complete: Action<unknown>;
  reopen: Action<unknown>;
  remove: Action<unknown>;
};

export type Member = { id: number; name: string; isActive: boolean };
