import type { Action } from '#domain/result.ts';
import type { View } from '#domain/views/list.ts';

export type ViewActions = {
  create: Action<View>;
  update: Action<View>;
  remove: Action<{ name: string }>;
  setDefault: Action<void>;
};

/** The list as it stands: what saving keeps. */
export type Standing = { query: string; columns: string[] };
